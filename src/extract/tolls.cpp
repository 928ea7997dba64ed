#include "extract/tolls.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/arguments.h"
#include "extract/status.h"

namespace sitrep {

namespace {

enum class Pattern : std::uint8_t { object_verb, subject_verb, noun, adjective };

struct LossWord {
  ListName list;
  TollKind kind;
  Pattern pattern;
};

constexpr std::array<LossWord, 14> loss_words = {{
    {"killed-object-verb", TollKind::killed, Pattern::object_verb},
    {"killed-subject-verb", TollKind::killed, Pattern::subject_verb},
    {"killed-noun", TollKind::killed, Pattern::noun},
    {"killed-adjective", TollKind::killed, Pattern::adjective},
    {"injured-object-verb", TollKind::injured, Pattern::object_verb},
    {"injured-noun", TollKind::injured, Pattern::noun},
    {"injured-adjective", TollKind::injured, Pattern::adjective},
    {"missing-adjective", TollKind::missing, Pattern::adjective},
    {"captured-object-verb", TollKind::captured, Pattern::object_verb},
    {"arrested-object-verb", TollKind::arrested, Pattern::object_verb},
    {"displaced-object-verb", TollKind::displaced, Pattern::object_verb},
    {"displaced-subject-verb", TollKind::displaced, Pattern::subject_verb},
    {"displaced-noun", TollKind::displaced, Pattern::noun},
    {"killed-noun", TollKind::killed, Pattern::adjective},
}};

class TollReader {
 public:
  TollReader(const ReadingContext& context, FrameMatcher& matcher, const std::vector<Statement>& statements)
      : context_(context),
        tree_(context.tree),
        lists_(context.knowledge.lists),
        matcher_(matcher),
        statements_(statements) {}

  std::vector<TollReading> read() {
    for (std::uint32_t token = 0; token < tree_.size(); ++token) {
      const auto lemma = tree_.lemma(token);
      const auto whole = tree_.lemma_with_particle(token);
      for (const auto& word : loss_words) {
        if (lists_.contains(word.list, lemma) || (whole != lemma && lists_.contains(word.list, whole))) {
          read_word(token, word);
        }
      }
      read_phrase(token, lemma);
    }
    return std::move(out_);
  }

 private:
  /// Losses that two words tell together.
  void read_phrase(std::uint32_t token, const Word& lemma) {
    const auto up = tree_.head(token);
    const bool over_verb = up != no_token && tree_.at(up).upos == Upos::VERB;
    if (lists_.contains("toll-noun", lemma)) {
      read_running_toll(token);
    }
    if (!over_verb) {
      return;
    }
    const auto verb = tree_.lemma(up);
    const bool object = tree_.is(token, "obj");
    const auto add_subject = [&](TollKind kind) {
      if (const auto subject = surface_subject(tree_, lists_, up); subject != no_token) {
        add_all(up, subject, kind);
      }
    };
    if (lemma == "death" && tree_.case_marker(token) == "to" && !lists_.contains("condemns-verb", verb)) {
      read_word(up, {"", TollKind::killed, Pattern::object_verb});  // "hacked 26 villagers to death"
    } else if (object && lists_.contains("loses-life-verb", verb) && lists_.contains("life-lost", lemma)) {
      add_subject(TollKind::killed);  // "nine people lost their lives"
    } else if (object && lists_.contains("suffers-verb", verb) && lists_.contains("injury-suffered", lemma)) {
      add_subject(TollKind::injured);  // "ten people sustained injuries"
    } else if (object && verb == "lose" && lists_.contains("soldier-lost", lemma)) {
      add_all(up, token, TollKind::killed);  // "the army lost 23 men"
    } else if (lists_.contains("body-noun", lemma) && lists_.contains("body-found-verb", verb) &&
               (object || tree_.at(token).deprel == "nsubj:pass")) {
      // "12 bodies were found", "the bodies of 12 people were found"
      add_all(up, quantity_at(token) == nullptr ? of_whom(token) : token, TollKind::killed);
    }
  }

  /// "The death toll rose to 41", "put the toll at 43", "the number of dead reached 50": a count that others went
  /// before.
  void read_running_toll(std::uint32_t token) {
    const auto verb = tree_.head(token);
    const bool deaths = std::ranges::any_of(tree_.children(token), [&](std::uint32_t c) {
      return lists_.contains("killed-noun", tree_.lemma(c)) && (tree_.is(c, "compound") || tree_.is(c, "nmod"));
    });
    if (verb == no_token || tree_.at(verb).upos != Upos::VERB || (!deaths && tree_.lemma(token) != "toll")) {
      return;
    }
    for (const auto c : tree_.children(verb)) {
      const auto marker = tree_.case_marker(c);
      const bool counts = (tree_.is(c, "obl") && (marker == "to" || marker == "at")) || tree_.is(c, "obj");
      if (c != token && c > verb && counts && quantity_at(c) != nullptr) {
        add(verb, c, TollKind::killed, *quantity_at(c));
        return;
      }
    }
  }

  /// Whom the phrase behind "of" names; the token itself where there is none.
  std::uint32_t of_whom(std::uint32_t token) const {
    for (const auto c : tree_.children(token)) {
      if (tree_.is(c, "nmod") && tree_.case_marker(c) == "of") {
        return c;
      }
    }
    return token;
  }

  void read_word(std::uint32_t token, const LossWord& word) {
    const auto upos = tree_.at(token).upos;
    switch (word.pattern) {
      case Pattern::object_verb:
        if (const auto number = number_before(token); upos == Upos::VERB && number != no_token) {
          add_all(token, number, word.kind);
        } else if (upos == Upos::VERB && !tree_.is(token, "amod")) {
          const auto predicate = read_predicate(tree_, context_.resolution, lists_, token, PredicateClass::verb);
          for (const auto victim : predicate.fillers("obj")) {
            add_all(token, victim, word.kind);
          }
        }
        return;
      case Pattern::subject_verb:
        if (upos == Upos::VERB) {
          if (const auto victim = surface_subject(tree_, lists_, token); victim != no_token) {
            add_all(token, victim, word.kind);
          }
        }
        return;
      case Pattern::noun:
        // "20 deaths", "a death toll of 20" has its number at "toll".
        if (upos == Upos::NOUN && quantity_at(token) != nullptr) {
          add(token, token, word.kind, *quantity_at(token));
        }
        return;
      case Pattern::adjective: {
        // "left 20 people dead", "20 people were dead", "with 5 soldiers missing".
        if (upos != Upos::ADJ && upos != Upos::VERB) {
          return;
        }
        if (tree_.child(token, "nsubj") != no_token &&
            (tree_.child(token, "cop") != no_token || tree_.child(token, "aux") != no_token)) {
          add_all(token, tree_.child(token, "nsubj"), word.kind);
        } else if (const auto number = number_before(token); number != no_token) {
          add_all(token, number, word.kind);
        } else if (tree_.is(token, "xcomp") && tree_.head(token) != no_token) {
          const auto victim = tree_.child(tree_.head(token), "obj");
          if (victim != no_token) {
            add_all(token, victim, word.kind);
          }
        } else if ((tree_.is(token, "amod") || tree_.is(token, "acl")) && tree_.head(token) > 0 &&
                   tree_.head(token) < token) {
          add_all(token, tree_.head(token), word.kind);
        }
        return;
      }
    }
  }

  /// "two dead, five wounded and six missing": the number that a word of loss without an object stands behind.
  std::uint32_t number_before(std::uint32_t token) const {
    auto number = token - 1;
    if (token > 1 && (tree_.at(number).form == "more" || tree_.at(number).form == "further")) {
      --number;  // "and nine more injured"
    }
    const auto is_count = [&] {  // "ten", "dozens"
      return tree_.at(number).upos == Upos::NUM || lists_.contains("count-noun", tree_.lemma(number));
    };
    if (token == 0 || !is_count() || tree_.child(token, "obj") != no_token || tree_.is(token, "amod")) {
      return no_token;
    }
    const bool own = tree_.head(number) == token && tree_.is(number, "nummod");
    const bool beside =
        tree_.head(number) != token && (tree_.head(number) == tree_.head(token) || tree_.is(number, "conj"));
    return (own || beside) && quantity_at(number) != nullptr ? number : no_token;
  }

  const QuantityMention* quantity_at(std::uint32_t token) const {
    const auto& sentence = tree_.document().sentences[tree_.sentence_of(token)];
    for (const auto& q : mentions_between(context_.resolution.quantities, sentence.begin, sentence.end)) {
      if (q.counted == token || (q.begin <= token && token < q.end)) {
        return &q;
      }
    }
    return nullptr;
  }

  /// Each conjunct with a number of its own is a toll ("an officer and four soldiers"); conjuncts without one belong to
  /// the phrase before ("100 soldiers and civilians").
  void add_all(std::uint32_t predicate, std::uint32_t victim, TollKind kind) {
    if (quantity_at(victim) == nullptr && lists_.contains("counted-life", tree_.lemma(victim))) {
      victim = of_whom(victim);  // "claimed the lives of six soldiers"
    }
    const auto conjuncts = tree_.conjuncts(victim);
    // "10 deaths and hundreds injured": the participle is of the last.
    const bool last_only = tree_.is(predicate, "acl") && predicate > 0 && conjuncts.size() > 1 &&
                           std::ranges::find(conjuncts, predicate - 1) != conjuncts.end() &&
                           quantity_at(predicate - 1) != nullptr;
    for (const auto token : conjuncts) {
      if (last_only && token + 1 != predicate) {
        continue;
      }
      const auto* quantity = quantity_at(token);
      if (quantity == nullptr && tree_.child(token, "nmod") != no_token &&
          lists_.contains("container", tree_.lemma(token))) {
        continue;  // a container without a number ("a group of rebels") is no count
      }
      if (quantity != nullptr) {
        add(predicate, token, kind, *quantity);
      } else if (is_one(token)) {
        QuantityMention one;
        one.quantity.low = one.quantity.high = 1;
        one.quantity.span = tree_.at(token).span;
        add(predicate, token, kind, one);
      }
    }
  }

  /// "a soldier", "the mayor": one person.
  bool is_one(std::uint32_t token) const {
    const auto& t = tree_.at(token);
    if (t.upos == Upos::DET && tree_.form(token) == "another") {
      return true;  // "one was killed and another wounded"
    }
    if (t.feature("Number") != "Sing") {
      return false;
    }
    if (t.upos == Upos::NOUN && lists_.contains("person-noun", tree_.lemma(token))) {
      const auto det = tree_.child(token, "det");
      return det != no_token && (tree_.form(det) == "a" || tree_.form(det) == "an" || tree_.form(det) == "another");
    }
    return false;
  }

  void add(std::uint32_t predicate, std::uint32_t victim, TollKind kind, const QuantityMention& mention) {
    if (lists_.contains("not-counted", tree_.lemma(victim))) {
      return;
    }
    const auto lemma = tree_.lemma(predicate);
    if (lists_.contains("killed-in-doubt", lemma) &&
        (tree_.child(predicate, "xcomp") != no_token || tree_.child(predicate, "ccomp") != no_token)) {
      return;  // "500 of the 900 that the museum claims to hold"
    }
    TollReading reading;
    reading.predicate = predicate;
    auto& toll = reading.toll;
    toll.kind = kind;
    toll.count = mention.quantity;
    const auto over = tree_.head(victim);
    if (over != no_token && tree_.is(victim, "obj") && toll.count.low &&
        lists_.contains("exceeds-verb", tree_.lemma(over))) {
      toll.count.low = *toll.count.low + 1;  // "has surpassed 5,000"
      toll.count.high.reset();
    }
    const bool bare_number = tree_.at(victim).upos == Upos::NUM || (mention.begin <= victim && victim < mention.end) ||
                             lists_.contains("body-noun", tree_.lemma(victim));
    if (!bare_number || tree_.child(victim, "nmod") != no_token) {
      toll.whom = victim_words(predicate, victim, mention);
    }
    auto actors = matcher_.roles().read_one(victim, false);
    const bool armed = std::ranges::any_of(actors, [](const RoleFiller& a) {
      return a.entity.primary_sector() == "MIL" || a.entity.primary_sector() == "COP";
    });
    const bool wanted = std::ranges::any_of(actors, [](const RoleFiller& a) {
      return a.entity.primary_sector() == "CRM" || a.entity.primary_sector() == "UAF";
    });
    if (kind == TollKind::displaced && (armed || wanted)) {
      return;  // troops that are flown out and thieves that run are not driven from home
    }
    if (!actors.empty() && !(actors.front().entity.code.empty() && actors.front().entity.sectors.empty())) {
      toll.side = actors.front().entity;
    }
    Predicate as_predicate;
    as_predicate.token = predicate;
    toll.status = read_status(tree_, matcher_, lists_, as_predicate).status;
    if (toll.status == Status::denied || toll.status == Status::hypothetical) {
      return;
    }
    auto verb = predicate;  // "left 100 people dead"
    for (int steps = 0; steps < 3 && tree_.at(verb).upos != Upos::VERB && tree_.head(verb) != no_token; ++steps) {
      verb = tree_.head(verb);
    }
    toll.date = date_of(context_, long_fight(context_, verb) != no_token ? verb : predicate);
    toll.place = place_of(context_, predicate, predicate);
    toll.attribution = attribution_of(context_, statements_, tree_.at(predicate).span);
    const auto clause = tree_.clause(predicate);
    toll.cumulative = long_fight(context_, verb) != no_token ||
                      std::any_of(clause.begin(), clause.end(),
                                  [&](std::uint32_t t) { return lists_.contains("cumulative", tree_.lemma(t)); });
    toll.confidence = bare_number ? 0.75 : 0.9;
    toll.evidence.push_back({tree_.sentence_of(predicate), tree_.span_of(clause)});
    const auto told = std::find_if(out_.begin(), out_.end(), [&](const TollReading& r) {
      return r.toll.kind == toll.kind && r.toll.count == toll.count &&
             r.toll.evidence.front().sentence == toll.evidence.front().sentence;
    });
    if (told != out_.end()) {
      return;
    }
    // What a headline counts the first sentences count again, and say more.
    const bool headline = !out_.empty() && out_.back().toll.evidence.front().sentence == 0 &&
                          toll.evidence.front().sentence <= 4 && out_.back().toll.kind == toll.kind &&
                          out_.back().toll.count.low == toll.count.low &&
                          out_.back().toll.count.high == toll.count.high &&
                          tree_.at(out_.back().predicate).lemma == tree_.at(predicate).lemma && !ends_with_stop(0);
    if (headline) {
      toll.evidence.insert(toll.evidence.begin(), out_.back().toll.evidence.front());
      out_.pop_back();
    }
    out_.push_back(std::move(reading));
  }

  bool ends_with_stop(std::uint32_t sentence) const {
    const auto& bounds = tree_.document().sentences[sentence];
    return bounds.end > bounds.begin && tree_.at(bounds.end - 1).upos == Upos::PUNCT;
  }

  std::string victim_words(std::uint32_t predicate, std::uint32_t victim, const QuantityMention& mention) const {
    std::vector<std::uint32_t> words;
    for (const auto t : tree_.clause(victim)) {
      // "tens of thousands of people": the people.
      const bool in_number = t >= mention.begin && t < mention.end;
      const bool container = in_number && mention.counted != no_token && mention.counted != victim;
      if (t == predicate || (in_number && (t != victim || container || tree_.at(victim).upos == Upos::NUM))) {
        continue;
      }
      if (t + 1 < mention.end && t < mention.begin && tree_.within(t, victim) && t < victim) {
        continue;  // "more than" before the number
      }
      words.push_back(t);
    }
    while (!words.empty() && tree_.at(words.back()).upos == Upos::PUNCT) {
      words.pop_back();
    }
    if (!words.empty() && words.front() > victim && tree_.form(words.front()) == "of") {
      words.erase(words.begin());  // behind a number
    }
    // Of the last of those joined ("and a child").
    words.erase(words.begin(), std::ranges::find_if(words, [&](std::uint32_t t) {
                  return t >= victim || (tree_.at(t).upos != Upos::CCONJ && tree_.at(t).upos != Upos::PUNCT);
                }));
    // "five villagers, among them a mother": the villagers.
    static constexpr std::array<std::string_view, 7> parts = {"among", "including", "most",  "many",
                                                              "some",  "one",       "mostly"};
    const auto part = std::find_if(words.begin(), words.end(), [&](std::uint32_t t) {
      return t > victim && tree_.at(t).form == "," && std::ranges::find(parts, tree_.at(t + 1).form) != parts.end();
    });
    words.erase(part, words.end());
    // A second count in the phrase is another toll.
    const auto next = std::find_if(words.begin(), words.end(), [&](std::uint32_t t) {
      const auto* q = quantity_at(t);
      const bool counted = q != nullptr ? q->begin != mention.begin : tree_.is(t, "det") && is_one(tree_.head(t));
      return t > victim && counted;
    });
    if (next != words.end()) {
      words.erase(next, words.end());
      const auto leads_on = [&](std::uint32_t t) {
        const auto upos = tree_.at(t).upos;
        return upos == Upos::CCONJ || upos == Upos::PUNCT || upos == Upos::ADP || tree_.at(t).deprel == "case" ||
               (upos == Upos::PRON && t > victim);
      };
      while (!words.empty() && leads_on(words.back())) {
        words.pop_back();  // "six people, including two children"
      }
    }
    return words.empty() ? std::string() : std::string(tree_.span_of(words).of(context_.report.text));
  }

  const ReadingContext& context_;
  const Tree& tree_;
  const WordLists& lists_;
  FrameMatcher& matcher_;
  const std::vector<Statement>& statements_;
  std::vector<TollReading> out_;
};

}  // namespace

std::vector<TollReading> read_tolls(const ReadingContext& context, FrameMatcher& matcher,
                                    const std::vector<Statement>& statements) {
  return TollReader(context, matcher, statements).read();
}

}  // namespace sitrep
