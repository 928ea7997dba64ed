#include "resolve/coreference.h"

#include <algorithm>
#include <functional>
#include <map>

namespace sitrep {

namespace {

constexpr std::uint32_t sentences_back = 2;
constexpr std::uint32_t pair_sentences_back = 3;
constexpr std::size_t pair_mentions_back = 60;

bool agrees(const Agreement& mention, const PronounForm& form) {
  if (form.gender == 'n') {
    return mention.body || (!mention.person && !mention.plural);
  }
  if (form.plural) {
    // Bodies are "they" too, above all in British reports.
    return mention.plural || mention.body;
  }
  if (form.gender == 'm' || form.gender == 'f') {
    return mention.person && !mention.plural && (mention.gender == 0 || mention.gender == form.gender);
  }
  return true;
}

/// The verb or copular predicate whose clause the token stands in.
std::uint32_t clause_head(const Syntax& tree, std::uint32_t token) {
  auto at = token;
  for (int steps = 0; steps < 64; ++steps) {
    const auto up = tree.head(at);
    if (up == no_token) {
      return at;
    }
    const auto relation = tree.relation(at);
    if (at != token && (relation == "ccomp" || relation == "advcl" || relation == "acl" || relation == "parataxis" ||
                        relation == "xcomp" || (relation == "conj" && tree.at(at).upos == Upos::VERB))) {
      return at;
    }
    at = up;
  }
  return at;
}

bool is_subject(const Syntax& tree, std::uint32_t token) {
  auto first = token;
  for (int steps = 0; steps < 16 && tree.is(first, "conj") && tree.head(first) != no_token; ++steps) {
    first = tree.head(first);
  }
  return tree.is(first, "nsubj");
}

/// Whether a pronoun and a mention are arguments of one predicate, so that the plain pronoun cannot stand for it.
bool co_arguments(const Syntax& tree, std::uint32_t pronoun, std::uint32_t mention) {
  pronoun = tree.counted_phrase(pronoun);
  const auto argument = [&](std::uint32_t t) {
    const auto r = tree.relation(t);
    return r == "nsubj" || r == "obj" || r == "iobj" || r == "obl";
  };
  if (!argument(pronoun) || !argument(mention)) {
    return false;
  }
  const auto clause = tree.head(pronoun);
  if (tree.head(mention) == clause) {
    return true;
  }
  // "Brazil called on Peru, asking it to leave": who asks is the subject of the calling.
  const auto is_own_subject = [&](std::uint32_t c) { return tree.is(c, "nsubj") || tree.is(c, "aux"); };
  return tree.is(clause, "advcl") && tree.at(clause).feature("VerbForm") != "Fin" && !tree.is(pronoun, "nsubj") &&
         tree.is(mention, "nsubj") && tree.head(mention) == tree.head(clause) &&
         std::ranges::none_of(tree.children(clause), is_own_subject);
}

/// The mentions of a sentence and of so many before it.
std::span<const ActorMention> near(const Syntax& tree, std::span<const ActorMention> mentions, std::uint32_t sentence,
                                   std::uint32_t back) {
  const auto bound = [&](std::uint32_t token) {
    return std::lower_bound(mentions.begin(), mentions.end(), token,
                            [](const ActorMention& m, std::uint32_t t) { return m.head < t; });
  };
  const auto& sentences = tree.sentences();
  return {bound(sentences[sentence - std::min(sentence, back)].begin), bound(sentences[sentence].end)};
}

bool plain_party(const ResolvedActor& actor, bool persons) {
  if (persons) {
    return actor.kind == ActorKind::person;
  }
  if (actor.kind == ActorKind::collective) {
    return false;
  }
  if (actor.entity.code == "IGO" || actor.entity.code == "UNO" || actor.entity.code == "EUR" ||
      actor.entity.code == "NGO") {
    return false;
  }
  static constexpr std::array<std::string_view, 3> bystanders = {"MED", "JRN", "REF"};
  if (!actor.entity.sectors.empty() &&
      std::ranges::find(bystanders, actor.entity.sectors.front()) != bystanders.end()) {
    return false;
  }
  // A group without a country is a party only where it fights: rebels, not protesters' lawyers.
  return !actor.entity.code.empty() || actor.entity.sectors == std::vector<std::string>{"REB"} ||
         !actor.entity.id.empty();
}

/// "a truce brokered by Angola", "the United States and France called for calm": who stands between the sides is none
/// of them.
bool mediates(const Syntax& tree, std::uint32_t token) {
  static constexpr std::array<std::string_view, 11> between = {
      "broker", "mediate", "facilitate", "urge", "appeal", "welcome", "host", "hail", "monitor", "praise", "implore"};
  while (tree.is(token, "conj") && tree.head(token) != no_token) {
    token = tree.head(token);
  }
  const auto verb = tree.head(token);
  const bool acts = tree.is(token, "nsubj") || tree.at(token).deprel == "obl:agent";
  if (verb == no_token || !acts) {
    return false;
  }
  const bool calls_for =
      tree.at(verb).lemma == "call" && std::ranges::any_of(tree.children(verb), [&](std::uint32_t c) {
        const auto marker = tree.marker(c);
        return tree.is(c, "obl") && marker != no_token && tree.at(marker).form == "for";
      });
  return calls_for || std::ranges::find(between, tree.at(verb).lemma) != between.end();
}

}  // namespace

std::optional<PronounForm> pronoun_form(const Token& token) {
  if (token.upos != Upos::PRON && token.upos != Upos::DET) {
    return std::nullopt;
  }
  if (token.feature("PronType") != "Prs" || token.feature("Person") != "3") {
    return std::nullopt;
  }
  PronounForm form;
  const auto gender = token.feature("Gender");
  form.gender = gender == "Masc" ? 'm' : gender == "Fem" ? 'f' : gender == "Neut" ? 'n' : '\0';
  form.plural = token.feature("Number") == "Plur";
  form.possessive = token.feature("Poss") == "Yes";
  form.reflexive = token.feature("Reflex") == "Yes";
  return form;
}

const ActorMention* find_antecedent(const Syntax& tree, std::span<const ActorMention> mentions, std::uint32_t token,
                                    const PronounForm& form) {
  const auto sentence = tree.sentence_of(token);
  const ActorMention* best = nullptr;
  double best_score = 0;
  const auto own_clause = clause_head(tree, token);
  // The subject of the verb governing this clause speaks of itself more often than of others.
  const auto above = tree.head(own_clause);
  for (const auto& mention : near(tree, mentions, sentence, sentences_back)) {
    if (mention.actors.empty() || mention.head == token) {
      continue;
    }
    const auto other = tree.sentence_of(mention.head);
    if (other > sentence || sentence - other > sentences_back || !agrees(mention.agreement, form)) {
      continue;
    }
    const bool before = mention.head < token;
    const bool subject = is_subject(tree, mention.head);
    if (!before) {
      // "In his speech, Erdogan said": only the subject of the very clause.
      const bool fronted = subject && other == sentence && form.possessive && tree.head(mention.head) != no_token &&
                           tree.within(token, tree.head(mention.head)) && !tree.within(token, mention.head);
      if (!fronted) {
        continue;
      }
    }
    if (tree.within(token, mention.head) && other == sentence &&
        (!tree.is(clause_head(tree, token), "acl") || form.possessive) && !is_subject(tree, token)) {
      continue;  // inside the phrase itself: "his spokesman"
    }
    const auto phrase = mention.modifier ? tree.head(mention.head) : mention.head;  // of "Somali pirates" the pirates
    if (!form.reflexive && !form.possessive &&
        (co_arguments(tree, token, mention.head) || co_arguments(tree, token, phrase))) {
      continue;
    }
    double score = other == sentence ? 40 : sentence - other == 1 ? 24 : 10;
    if (!before) {
      score = 30;
    }
    if (subject) {
      score += 14;
      if (other == sentence && (tree.head(mention.head) == own_clause || tree.head(mention.head) == above)) {
        score += 6;
      }
    } else if (tree.is(mention.head, "obj") || tree.is(mention.head, "iobj")) {
      score += 5;
    }
    if (mention.modifier) {
      score -= 14;
    }
    if (mention.actors.front().only_place) {
      score -= 10;
    }
    if (mention.agreement.plural != form.plural) {
      score -= 8;
    }
    if (form.gender == 'n' && mention.actors.front().entity.code.empty()) {
      score -= 4;
    }
    // Of equals the nearer one.
    if (best == nullptr || score > best_score || (score == best_score && before && mention.head > best->head)) {
      best = &mention;
      best_score = score;
    }
  }
  return best;
}

bool is_rebel(const Entity& entity) {
  return !entity.sectors.empty() && entity.sectors.front() == "REB";
}

std::string party_key(const Entity& entity) {
  const bool partial = std::find(entity.sectors.begin(), entity.sectors.end(), "PRE") != entity.sectors.end();
  std::string key = entity.code.empty() ? (entity.id.empty() ? entity.name : entity.id) : entity.code;
  // Rebels fight their own country: "Sudan" and "Sudanese rebels" are two parties.
  if (partial) {
    key += " PRE";
  } else if (is_rebel(entity)) {
    key += " REB";
  }
  return key;
}

/// Whether the two named last may not be "the two sides": the text speaks more of two others, and they neither stand
/// joined nor act in one clause ("The army accused the Emirates of arming the RSF. Talks failed after the two sides").
bool is_doubtful_pair(const Syntax& tree, std::span<const ActorMention> all, std::uint32_t token, std::uint32_t one,
                      std::uint32_t other, const std::vector<std::string>& keys) {
  constexpr int often = 3;
  const auto clause_of = [&](std::uint32_t t) {
    while (tree.head(t) != no_token && tree.at(t).upos != Upos::VERB) {
      t = tree.head(t);
    }
    return t;
  };
  if (clause_of(one) == clause_of(other)) {
    return false;
  }
  std::map<std::string, int> times;
  const auto before = std::ranges::lower_bound(all, token, {}, &ActorMention::head);
  constexpr std::ptrdiff_t most_back = 400;
  for (const auto& mention : std::span(before - std::min(before - all.begin(), most_back), before)) {
    for (const auto& actor : mention.actors) {
      if (plain_party(actor, false)) {
        ++times[party_key(actor.entity)];
      }
    }
  }
  times.erase("");
  std::vector<int> most;
  most.reserve(times.size());
  for (const auto& [key, count] : times) {
    most.push_back(count);
  }
  std::ranges::sort(most, std::greater());
  const bool two_stand_out = most.size() > 2 && most[1] >= often && most[1] > most[2];
  return two_stand_out && std::min(times[keys[0]], times[keys[1]]) < most[1];
}

std::vector<PartyReference> find_pair(const Syntax& tree, std::span<const ActorMention> all, std::uint32_t token,
                                      bool persons) {
  const auto sentence = tree.sentence_of(token);
  auto mentions = near(tree, all, sentence, pair_sentences_back);
  while (!mentions.empty() && mentions.back().head >= token) {
    mentions = mentions.first(mentions.size() - 1);
  }
  mentions = mentions.last(std::min(mentions.size(), pair_mentions_back));
  const auto offset = static_cast<std::size_t>(mentions.data() - all.data());
  // Who speaks of both sides is seldom one of them, unless the two are all there is.
  std::vector<std::uint32_t> speakers;
  auto at = token;
  for (int steps = 0; steps < 64 && at != no_token; ++steps) {
    for (const auto c : tree.children(at)) {
      if (tree.is(c, "nsubj") && c != token) {
        speakers.push_back(c);
      }
    }
    at = tree.head(at);
  }
  // Their parties may be named before: "The envoy met them. He urged both sides".
  std::vector<std::string> speaking;
  for (const auto& m : mentions) {
    if (!m.actors.empty() && std::ranges::find(speakers, m.head) != speakers.end()) {
      speaking.push_back(party_key(m.actors.front().entity));
    }
  }
  const auto speaks = [&](const ActorMention& m) {
    return std::any_of(speakers.begin(), speakers.end(),
                       [&](std::uint32_t s) { return m.head == s || (m.begin <= s && s < m.end); }) ||
           std::ranges::any_of(m.actors, [&](const ResolvedActor& a) {
             const auto key = party_key(a.entity);
             return !key.empty() && std::ranges::find(speaking, key) != speaking.end();
           });
  };
  for (const bool with_speaker : {false, true}) {
    std::vector<PartyReference> found;
    std::vector<std::string> keys;
    const auto add = [&](std::size_t m, std::size_t a) {
      const auto& actor = mentions[m].actors[a];
      if (!plain_party(actor, persons)) {
        return;
      }
      const auto key = persons ? actor.entity.name : party_key(actor.entity);
      if (key.empty()) {
        return;
      }
      const auto there = std::find(keys.begin(), keys.end(), key);
      if (there == keys.end()) {
        if (found.size() < 2) {
          found.push_back({m, a});
          keys.push_back(key);
        }
      } else {
        // The same party by its plain name is the better words: "Azerbaijan" rather than its minister.
        auto& old = found[static_cast<std::size_t>(there - keys.begin())];
        const auto& old_actor = mentions[old.mention].actors[old.actor];
        if (!persons && old_actor.kind == ActorKind::person && actor.kind != ActorKind::person &&
            tree.sentence_of(mentions[old.mention].head) == tree.sentence_of(mentions[m].head)) {
          old = {m, a};
        }
      }
    };
    for (std::uint32_t back = 0; back <= pair_sentences_back && back <= sentence && found.size() < 2; ++back) {
      const auto here = sentence - back;
      const auto usable = [&](const ActorMention& m) {
        return !m.actors.empty() && !m.modifier && m.head < token && tree.sentence_of(m.head) == here &&
               !mediates(tree, m.head) && !tree.within(token, m.head) && (with_speaker || !speaks(m));
      };
      // Two that are joined ("between A and B") before any two.
      if (found.empty()) {
        for (std::size_t i = mentions.size(); i-- > 0 && found.size() < 2;) {
          const auto& m = mentions[i];
          if (!usable(m) || !tree.is(m.head, "conj")) {
            continue;
          }
          for (std::size_t j = i; j-- > 0;) {
            if (usable(mentions[j]) && mentions[j].head == tree.head(m.head) &&
                party_key(mentions[j].actors.front().entity) != party_key(m.actors.front().entity)) {
              add(j, 0);
              add(i, 0);
              break;
            }
          }
          if (found.size() < 2) {
            found.clear();
            keys.clear();
          }
        }
      }
      for (std::size_t i = mentions.size(); i-- > 0;) {
        const auto& m = mentions[i];
        if (!usable(m)) {
          continue;
        }
        for (std::size_t a = m.actors.size(); a-- > 0;) {
          add(i, a);
        }
      }
    }
    if (found.size() == 2) {
      if (!persons &&
          is_doubtful_pair(tree, all, token, mentions[found[0].mention].head, mentions[found[1].mention].head, keys)) {
        return {};
      }
      // In the order of the text.
      if (found[1].mention < found[0].mention) {
        std::swap(found[0], found[1]);
      }
      for (auto& party : found) {
        party.mention += offset;
      }
      return found;
    }
  }
  return {};
}

}  // namespace sitrep
