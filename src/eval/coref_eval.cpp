#include "eval/coref_eval.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "eval/conllu_eval.h"
#include "language/conllu.h"

namespace sitrep {

namespace {

constexpr std::array<std::string_view, 4> genres = {"news", "interview", "speech", "voyage"};
constexpr std::size_t genres_in_total = 3;

enum class MentionKind : std::uint8_t { name, third_person, other_pronoun, nominal, other };

/// A mention of the gold file over tokens [begin, end).
struct Mention {
  std::string chain;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t head = no_token;
  MentionKind kind = MentionKind::other;
};

/// What a document of the file says beside its words.
struct Annotation {
  std::string genre;
  std::vector<std::string> entities;  ///< by word: the value of "Entity=", empty where there is none
};

/// The value of "key=" in a MISC column.
std::string_view misc_value(std::string_view misc, std::string_view key) {
  while (!misc.empty()) {
    const auto item = misc.substr(0, misc.find('|'));
    if (item.size() > key.size() && item.starts_with(key) && item[key.size()] == '=') {
      return item.substr(key.size() + 1);
    }
    misc.remove_prefix(std::min(misc.size(), item.size() + 1));
  }
  return {};
}

/// The annotations of all documents, read in the way read_conllu takes words.
std::vector<Annotation> read_annotations(std::string_view content) {
  std::vector<Annotation> out;
  for_each_gold_line(content, [&](std::string_view line, std::size_t) {
    constexpr std::string_view document = "# newdoc";
    constexpr std::string_view genre = "# meta::genre = ";
    if (line.starts_with(document) || out.empty()) {
      out.emplace_back();
    }
    if (line.starts_with(genre)) {
      out.back().genre = line.substr(genre.size());
    }
    const auto id = line.substr(0, line.find('\t'));
    if (!id.empty() && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; })) {
      out.back().entities.emplace_back(misc_value(line.substr(line.rfind('\t') + 1), "Entity"));
    }
  });
  return out;
}

/// Reads the brackets: "(3-abstract-new-...-coref(4-person" opens two, "4)3)" closes them.
std::vector<Mention> read_mentions(const std::vector<std::string>& entities) {
  std::vector<Mention> out;
  std::vector<std::size_t> open;  ///< indices into `out`
  for (std::uint32_t token = 0; token < entities.size(); ++token) {
    std::string_view rest = entities[token];
    const auto close = [&](std::string_view chain) {
      const auto found = std::find_if(open.rbegin(), open.rend(), [&](auto m) { return out[m].chain == chain; });
      if (found != open.rend()) {
        out[*found].end = token + 1;
        open.erase(std::next(found).base());
      }
    };
    while (!rest.empty()) {
      if (rest.front() == '(') {
        rest.remove_prefix(1);
        const auto attributes = rest.substr(0, rest.find_first_of("()"));
        // A part of a broken span is "12[1/2]": each part is a mention.
        out.push_back({std::string(attributes.substr(0, attributes.find_first_of("-["))), token, token + 1, no_token,
                       MentionKind::other});
        open.push_back(out.size() - 1);
        rest.remove_prefix(attributes.size());
        if (rest.starts_with(')')) {
          close(out.back().chain);
          rest.remove_prefix(1);
        }
      } else {
        const auto chain = rest.substr(0, rest.find(')'));
        close(chain.substr(0, chain.find_first_of("-[")));
        rest.remove_prefix(std::min(rest.size(), chain.size() + 1));
      }
    }
  }
  return out;
}

MentionKind kind_of(const Document& gold, const Mention& mention) {
  const auto& head = gold.tokens[mention.head];
  if (head.upos == Upos::PROPN) {
    return MentionKind::name;
  }
  if (head.upos == Upos::PRON) {
    return head.feature("Person") == "3" ? MentionKind::third_person : MentionKind::other_pronoun;
  }
  if (head.upos == Upos::NOUN) {
    for (auto i = mention.begin; i < mention.end; ++i) {
      const auto& token = gold.tokens[i];
      if (token.head == mention.head && (token.feature("Definite") == "Def" || token.deprel == "nmod:poss")) {
        return MentionKind::nominal;
      }
    }
  }
  return MentionKind::other;
}

void find_heads(const Document& gold, std::vector<Mention>& mentions) {
  for (auto& mention : mentions) {
    mention.head = mention.begin;
    for (auto i = mention.begin; i < mention.end; ++i) {
      const auto up = gold.tokens[i].head;
      if (up == no_token || up < mention.begin || up >= mention.end) {
        mention.head = i;
        break;
      }
    }
    mention.kind = kind_of(gold, mention);
  }
}

/// The words of two documents of one text that begin at the same place.
class WordMap {
 public:
  WordMap(const Document& gold, const Document& own) {
    for (std::uint32_t i = 0; i < gold.tokens.size(); ++i) {
      gold_at_.emplace(gold.tokens[i].span.begin, i);
    }
    for (std::uint32_t i = 0; i < own.tokens.size(); ++i) {
      own_at_.emplace(own.tokens[i].span.begin, i);
    }
  }
  [[nodiscard]] std::uint32_t own(const Token& gold) const { return at(own_at_, gold.span.begin); }
  [[nodiscard]] std::uint32_t gold(const Token& own) const { return at(gold_at_, own.span.begin); }

 private:
  static std::uint32_t at(const std::map<std::uint32_t, std::uint32_t>& map, std::uint32_t begin) {
    const auto found = map.find(begin);
    return found == map.end() ? no_token : found->second;
  }
  std::map<std::uint32_t, std::uint32_t> gold_at_;
  std::map<std::uint32_t, std::uint32_t> own_at_;
};

bool same_entity(const ResolvedActor& a, const ResolvedActor& b) {
  return a.entity.id.empty() ? !a.entity.name.empty() && a.entity.name == b.entity.name : a.entity.id == b.entity.id;
}

/// A name, or a coordination of names from the first to the last.
struct LinkedName {
  std::uint32_t first = no_token;
  std::uint32_t last = no_token;
};

/// The first name on the way of antecedents from a word; where there is none, the nearest name that is resolved to the
/// same entity as the end of the way, those before it first. no_token where there is none either.
LinkedName linked_name(const Document& own, const Resolution& resolution, std::uint32_t token) {
  std::set<std::uint32_t> seen;
  auto end = token;
  for (auto at = token; at != no_token && seen.insert(at).second; at = resolution.antecedent[at]) {
    if (at != token && own.tokens[at].upos == Upos::PROPN) {
      return {at, at};
    }
    if (const auto last = resolution.antecedent_last[at]; last != no_token) {
      const auto first = resolution.antecedent[at];
      return own.tokens[first].upos == Upos::PROPN ? LinkedName{first, last} : LinkedName{};
    }
    end = at;
  }
  const auto& actors = resolution.actors[end];
  const auto is_name = [&](std::uint32_t at) {
    return own.tokens[at].upos == Upos::PROPN && actors.size() == 1 && resolution.actors[at].size() == 1 &&
           same_entity(actors.front(), resolution.actors[at].front());
  };
  for (auto at = end; at-- > 0;) {
    if (is_name(at)) {
      return {at, at};
    }
  }
  for (auto at = end + 1; at < own.tokens.size(); ++at) {
    if (is_name(at)) {
      return {at, at};
    }
  }
  return {};
}

/// The shortest gold mention that holds both words.
const Mention* mention_at(const std::vector<Mention>& mentions, std::uint32_t first, std::uint32_t last) {
  const Mention* best = nullptr;
  for (const auto& mention : mentions) {
    if (mention.begin <= first && first < mention.end && mention.begin <= last && last < mention.end &&
        (best == nullptr || mention.end - mention.begin < best->end - best->begin)) {
      best = &mention;
    }
  }
  return best;
}

std::string words(const Document& document, const Mention& mention) {
  return std::string(
      Span{document.tokens[mention.begin].span.begin, document.tokens[mention.end - 1].span.end}.of(document.text));
}

struct Scores {
  std::array<Score, genres.size()> genre;
  Score total, third_person, other_pronoun, nominal, elsewhere;
};

void score_document(const Document& gold, const Document& own, const Resolution& resolution, const WordMap& map,
                    const std::vector<Mention>& mentions, std::size_t genre, Scores& scores,
                    std::vector<std::string>& errors) {
  std::set<std::string, std::less<>> named;
  for (const auto& mention : mentions) {
    if (mention.kind == MentionKind::name) {
      named.insert(mention.chain);
    }
  }
  const bool in_total = genre < genres_in_total;
  for (const auto& mention : mentions) {
    if (mention.kind == MentionKind::name || mention.kind == MentionKind::other) {
      continue;
    }
    const auto start = map.own(gold.tokens[mention.head]);
    const auto name = start == no_token ? LinkedName{} : linked_name(own, resolution, start);
    const bool linked = name.first != no_token;
    if (!named.contains(mention.chain)) {
      scores.elsewhere.system += linked && in_total ? 1 : 0;
      continue;
    }
    const auto first_name = linked ? map.gold(own.tokens[name.first]) : no_token;
    const auto last_name = linked ? map.gold(own.tokens[name.last]) : no_token;
    const auto* goal =
        first_name == no_token || last_name == no_token ? nullptr : mention_at(mentions, first_name, last_name);
    const bool right = goal != nullptr && goal->kind == MentionKind::name && goal->chain == mention.chain;
    const Score score{1, linked ? 1U : 0U, right ? 1U : 0U};
    scores.genre[genre] += score;
    if (in_total) {
      scores.total += score;
      (mention.kind == MentionKind::nominal        ? scores.nominal
       : mention.kind == MentionKind::third_person ? scores.third_person
                                                   : scores.other_pronoun) += score;
    }
    if (!right) {
      const auto first = std::ranges::find_if(
          mentions, [&](const Mention& m) { return m.kind == MentionKind::name && m.chain == mention.chain; });
      const auto sentence = std::ranges::find_if(
          gold.sentences, [&](const Sentence& s) { return s.begin <= mention.head && mention.head < s.end; });
      errors.push_back(
          std::string(sentence->span.of(gold.text)) + "\n    " + std::string(genres[genre]) + "  '" +
          words(gold, mention) + "'  gold '" + words(gold, *first) + "'  found " +
          (linked ? "'" + std::string(own.tokens[name.first].form) + (name.last == name.first ? "" : " and ...") + "'"
                  : "-"));
    }
  }
}

}  // namespace

Evaluation evaluate_coref(std::string_view content, std::string_view file, const CorefReader& reader, bool tokenized) {
  Evaluation out;
  auto read = read_conllu(content, file);
  out.faults = std::move(read.faults);
  const auto annotations = read_annotations(content);
  Scores scores;
  for (std::size_t d = 0; d < read.documents.size(); ++d) {
    const auto& gold = read.documents[d].document;
    if (d >= annotations.size() || annotations[d].entities.size() != gold.tokens.size()) {
      out.faults.push_back(std::string(file) + ": its documents cannot be told apart from '" + read.documents[d].id +
                           "' on; mend its '# newdoc' lines");
      break;
    }
    const auto genre = std::ranges::find(genres, annotations[d].genre);
    if (genre == genres.end()) {
      continue;
    }
    auto mentions = read_mentions(annotations[d].entities);
    find_heads(gold, mentions);
    Document own;
    if (tokenized) {
      own = bare_tokens(gold);
      reader.annotate(own);
    } else {
      own = reader.analyse(*read.documents[d].text);
    }
    score_document(gold, own, reader.resolve(own), WordMap(gold, own), mentions,
                   static_cast<std::size_t>(genre - genres.begin()), scores, out.errors);
  }
  for (std::size_t g = 0; g < genres.size(); ++g) {
    if (scores.genre[g].gold > 0) {
      out.table.emplace_back(genres[g], scores.genre[g]);
    }
  }
  out.table.insert(out.table.end(), {{"total", scores.total},
                                     {"pronouns-3rd", scores.third_person},
                                     {"pronouns-other", scores.other_pronoun},
                                     {"nominals", scores.nominal},
                                     {"elsewhere", scores.elsewhere}});
  return out;
}

}  // namespace sitrep
