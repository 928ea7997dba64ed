#include "extract/statements.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/arguments.h"
#include "extract/label.h"

namespace sitrep {

namespace {

constexpr std::array<std::string_view, 6> quote_marks = {"\"", "\u201c", "\u201d", "``", "''", "\u201e"};

bool is_quote(std::string_view form) {
  return std::find(quote_marks.begin(), quote_marks.end(), form) != quote_marks.end();
}

class StatementReader {
 public:
  StatementReader(const ReadingContext& context, const RoleReader& roles)
      : context_(context), tree_(context.tree), lists_(context.knowledge.lists), roles_(roles) {}

  std::vector<Statement> read() {
    find_quotes();
    for (std::uint32_t token = 0; token < tree_.size(); ++token) {
      const auto& t = tree_.at(token);
      if (t.upos == Upos::VERB && lists_.contains("say-verb", tree_.lemma(token))) {
        read_say(token);
      } else if (tree_.is(token, "obl") || tree_.is(token, "nmod") || tree_.is(token, "parataxis")) {
        read_preposition(token);
      }
    }
    for (const auto& sentence : tree_.document().sentences) {
      if (sentence.root != no_token) {
        read_label(sentence);
      }
    }
    read_quoted_words();
    std::sort(out_.begin(), out_.end(), [](const Statement& a, const Statement& b) { return a.content < b.content; });
    return std::move(out_);
  }

 private:
  /// Pairs of quotation marks, over sentence ends too, as token ranges without the marks.
  void find_quotes() {
    constexpr std::uint32_t longest_quote = 400;  // tokens; an unclosed mark must not swallow the report
    std::uint32_t open = no_token;
    for (std::uint32_t token = 0; token < tree_.size(); ++token) {
      const auto form = tree_.at(token).form;
      if (!is_quote(form)) {
        continue;
      }
      const bool opens = form == "\u201c" || form == "``" || form == "\u201e";
      const bool closes = form == "\u201d" || form == "''";
      if (open != no_token && !opens && token - open <= longest_quote) {
        if (token > open + 1) {
          quotes_.push_back({open + 1, token});
        }
        open = no_token;
      } else if (!closes) {
        open = token;
      }
    }
  }

  struct Range {
    std::uint32_t begin, end;
  };

  const Range* quote_at(std::uint32_t token) const {
    for (const auto& q : quotes_) {
      if (q.begin <= token && token < q.end) {
        return &q;
      }
    }
    return nullptr;
  }

  Span span(Range range) const { return {tree_.at(range.begin).span.begin, tree_.at(range.end - 1).span.end}; }

  /// Without quotation marks, commas and conjunctions at the ends.
  std::optional<Range> trimmed(Range range) const {
    const auto droppable = [&](std::uint32_t t) {
      return tree_.at(t).upos == Upos::PUNCT || (tree_.is(t, "mark") && tree_.form(t) == "that");
    };
    while (range.begin < range.end && (droppable(range.begin) || tree_.at(range.begin).upos == Upos::CCONJ)) {
      ++range.begin;
    }
    while (range.begin < range.end && tree_.at(range.end - 1).upos == Upos::PUNCT) {
      --range.end;
    }
    if (range.begin >= range.end) {
      return std::nullopt;
    }
    return range;
  }

  StatementKind kind_of(Range range) const {
    bool any = false;
    for (const auto& q : quotes_) {
      if (q.begin <= range.begin && range.end <= q.end) {
        return StatementKind::quotation;
      }
      any = any || (q.begin < range.end && range.begin < q.end);
    }
    if (!any) {
      return StatementKind::paraphrase;
    }
    // A quotation that the saying verb interrupts or that loses a word at its edge is still one.
    std::uint32_t quoted = 0;
    for (auto t = range.begin; t < range.end; ++t) {
      quoted += quote_at(t) != nullptr ? 1 : 0;
    }
    return quoted * 10 >= (range.end - range.begin) * 9 ? StatementKind::quotation : StatementKind::partial_quotation;
  }

  SpeechAct act_of(const Word& lemma) const {
    struct ActOfList {
      ListName list;
      SpeechAct act;
    };
    static constexpr std::array<ActOfList, 6> acts = {{
        {"deny-verb", SpeechAct::denies},
        {"claim-verb", SpeechAct::claims},
        {"promise-verb", SpeechAct::promises},
        {"threaten-verb", SpeechAct::threatens},
        {"demand-verb", SpeechAct::demands},
        {"accuse-verb", SpeechAct::accuses},
    }};
    for (const auto& [list, act] : acts) {
      if (lists_.contains(list, lemma)) {
        return act;
      }
    }
    return SpeechAct::says;
  }

  /// The phrase of a speaker as an entity: resolved where it can be, else its words alone.
  Entity speaker_entity(std::uint32_t token) const {
    auto actors = roles_.read_one(token, false);
    if (!actors.empty()) {
      return actors.front().entity;
    }
    Entity entity;
    std::vector<std::uint32_t> words;
    for (const auto t : tree_.clause(token)) {
      const auto relation = tree_.relation(t);
      if (!(t != token && (relation == "conj" || relation == "cc" || relation == "punct" || relation == "appos"))) {
        words.push_back(t);
      }
    }
    entity.span = tree_.span_of(words);
    entity.text = std::string(entity.span.of(context_.report.text));
    return entity;
  }

  /// Whom a spokesman speaks for: "his spokesman", "a spokesman for the army".
  std::optional<Entity> represented(std::uint32_t speaker) const {
    std::vector<std::uint32_t> candidates = {speaker};
    for (const auto c : tree_.children(speaker)) {
      if (tree_.is(c, "appos") || tree_.is(c, "compound") || tree_.is(c, "flat") || tree_.is(c, "nmod")) {
        candidates.push_back(c);
      }
    }
    if (const auto up = tree_.head(speaker);
        up != no_token && (tree_.is(speaker, "appos") || tree_.is(speaker, "flat"))) {
      candidates.push_back(up);
    }
    for (const auto candidate : candidates) {
      if (!lists_.contains("spokesperson", tree_.lemma(candidate))) {
        continue;
      }
      // "his spokesman Stephane Dujarric" may hang the possessive on the name.
      for (const auto holder : candidates) {
        for (const auto c : tree_.children(holder)) {
          const auto marker = tree_.case_marker(c);
          const bool of = tree_.is(c, "nmod") && (marker == "for" || marker == "of");
          if (tree_.at(c).deprel != "nmod:poss" && !of) {
            continue;
          }
          auto actors = roles_.read_one(c, true);
          if (!actors.empty()) {
            return actors.front().entity;
          }
        }
      }
    }
    return std::nullopt;
  }

  void add(std::uint32_t cue, std::uint32_t speaker, Range content, SpeechAct act, double confidence) {
    const auto range = trimmed(content);
    if (!range || speaker == no_token) {
      return;
    }
    if (range->end == range->begin + 1 &&
        (tree_.at(range->begin).upos == Upos::PRON || tree_.at(range->begin).upos == Upos::SCONJ)) {
      return;  // "a transit that China said it had watched"
    }
    Statement statement;
    statement.content = span(*range);
    for (const auto& other : out_) {
      if (other.content == statement.content) {
        return;
      }
    }
    statement.speaker = speaker_entity(speaker);
    statement.on_behalf_of = represented(speaker);
    statement.kind = kind_of(*range);
    statement.act = act;
    statement.cue = tree_.at(cue).span;
    statement.confidence = confidence;
    const auto sentence = tree_.sentence_of(cue);
    statement.evidence.push_back({sentence, tree_.document().sentences[sentence].span});
    out_.push_back(std::move(statement));
  }

  /// Who says it, outside the words quoted.
  std::uint32_t speaker_at(std::uint32_t verb) const {
    if (is_passive(tree_, verb)) {
      return tree_.child(verb, "obl:agent");
    }
    const auto quoted_apart = [&](std::uint32_t token) {
      return std::any_of(quotes_.begin(), quotes_.end(), [&](const Range& q) {
        return q.begin <= token && token < q.end && !(q.begin <= verb && verb < q.end);
      });
    };
    const auto subject = surface_subject(tree_, lists_, verb);
    if (subject == no_token || !quoted_apart(subject)) {
      return subject;
    }
    for (const auto c : tree_.children(verb)) {
      if (tree_.is(c, "nsubj") && !quoted_apart(c)) {
        return c;
      }
    }
    return no_token;
  }

  /// Of "three clerks drowned, police said" the tree may make clerks who are drowned a second subject of the saying.
  bool read_two_subjects(std::uint32_t verb) {
    std::vector<std::uint32_t> subjects;
    for (const auto c : tree_.children(verb)) {
      if (tree_.at(c).deprel == "nsubj" && c < verb) {
        subjects.push_back(c);
      }
    }
    if (subjects.size() != 2) {
      return false;
    }
    const auto words = tree_.subtree(subjects[0]);
    if (std::none_of(words.begin(), words.end(), [&](std::uint32_t t) { return tree_.at(t).deprel == "acl"; })) {
      return false;
    }
    const auto told = clause_range(subjects[0]);
    const auto speaker = clause_range(subjects[1]);
    if (speaker.begin < told.end || (tree_.at(told.end - 1).form != "," && tree_.at(speaker.begin - 1).form != ",")) {
      return false;
    }
    add(verb, subjects[1], told, act_of(tree_.lemma(verb)), 0.7);
    return true;
  }

  /// Nor does "said ten men were hurt" or "told the paper that men were hurt" say the men or tell a paper of a kind.
  bool read_object_clause(std::uint32_t verb, std::uint32_t speaker) {
    for (const auto c : tree_.children(verb)) {
      const auto clause = tree_.child(c, "acl");
      if (!(tree_.is(c, "obj") || tree_.is(c, "iobj")) || c < verb || clause == no_token || clause < c) {
        continue;
      }
      const auto mark = tree_.child(clause, "mark");
      const auto act = act_of(tree_.lemma(verb));
      if (mark != no_token && tree_.form(mark) == "that") {
        add(verb, speaker, clause_range(clause), act, 0.7);
        return true;
      }
      if (mark == no_token && tree_.lemma(verb) == "say" && tree_.at(clause).upos == Upos::VERB) {
        add(verb, speaker, clause_range(c), act, 0.7);
        return true;
      }
    }
    return false;
  }

  /// "if both sides ask for it", "urged them to say who did it": nothing was said yet. "Went on to say" was.
  bool is_not_said(std::uint32_t verb) const {
    const auto mark = tree_.child(verb, "mark");
    if (mark == no_token) {
      return false;
    }
    const auto up = tree_.head(verb);
    const auto governor = up == no_token ? std::string() : tree_.lemma(up);
    return lists_.contains("conditional-mark", tree_.form(mark)) ||
           (tree_.form(mark) == "to" && governor != "go" && governor != "continue" && up != no_token &&
            tree_.at(up).upos == Upos::VERB &&
            (tree_.is(verb, "ccomp") || (tree_.is(verb, "xcomp") && tree_.child(up, "obj") != no_token)));
  }

  void read_say(std::uint32_t verb) {
    if (is_not_said(verb)) {
      return;
    }
    if (read_two_subjects(verb)) {
      return;
    }
    const auto lemma = tree_.lemma(verb);
    const auto subject = speaker_at(verb);
    if (subject == no_token || tree_.at(subject).upos == Upos::DET) {
      return;
    }
    const auto act = act_of(lemma);
    bool found = false;
    for (const auto c : tree_.children(verb)) {
      if (tree_.is(c, "ccomp")) {
        auto range = widened(clause_range(c), verb, subject);
        add(verb, subject, range, act, 0.9);
        found = true;
      }
    }
    if (found) {
      return;
    }
    // "..., officials said": the verb hangs on what was said.
    const auto up = tree_.head(verb);
    const bool tail = tree_.is(verb, "conj") && subject > up && tree_.child(verb, "cc") == no_token &&
                      tree_.child(verb, "obj") == no_token && tree_.child(verb, "xcomp") == no_token;
    if (tree_.is(verb, "parataxis")) {
      const auto begin = tree_.subtree(verb).front();
      if (begin > 0 && (tree_.at(begin).form == ";" || tree_.at(begin - 1).form == ";")) {
        return;  // a sentence of its own: "Army retakes Sinja; agencies warn of famine"
      }
    }
    if ((tree_.is(verb, "parataxis") || tail) && up != no_token) {
      add(verb, subject, rest_of_sentence(verb), act, 0.85);
      return;
    }
    // Direct speech as parataxis or discourse of the verb, or only by its quotation marks.
    const auto sentence = tree_.document().sentences[tree_.sentence_of(verb)];
    for (const auto& q : quotes_) {
      if (q.begin < sentence.end && sentence.begin < q.end && !(q.begin <= verb && verb < q.end) &&
          act != SpeechAct::demands) {
        add(verb, subject, q, act, 0.8);
        found = true;
      }
    }
    if (found) {
      return;
    }
    if (act == SpeechAct::says && read_object_clause(verb, subject)) {
      return;
    }
    if (act == SpeechAct::demands) {
      for (const auto c : tree_.children(verb)) {
        // "called the order unlawful" says what it is.
        const bool is_called = tree_.is(c, "xcomp") && tree_.at(c).upos != Upos::VERB && lemma == "call";
        const bool asked = (tree_.is(c, "obl") && tree_.case_marker(c) == "for") ||
                           (tree_.is(c, "xcomp") && !is_called) ||
                           (tree_.is(c, "obj") && (lemma == "demand" || lemma == "request")) ||
                           (tree_.is(c, "advcl") && tree_.at(c).feature("VerbForm") == "Inf");
        // "who asked not to be named" is no demand.
        const bool nameless = tree_.child(c, "aux:pass") != no_token && lists_.contains("naming", tree_.lemma(c));
        const bool when = tree_.is(c, "obl") && is_time_phrase(context_.resolution, c);  // "called a march for Friday"
        if (asked && !nameless && !when && !roles_.read_one(subject, false).empty()) {
          add(verb, subject, clause_range(c), act, 0.75);
        }
      }
    }
  }

  Range clause_range(std::uint32_t token) const {
    const auto tokens = tree_.subtree(token);
    return {tokens.front(), tokens.back() + 1};
  }

  /// A quotation is kept whole though the tree may cut its edge off.
  Range widened(Range range, std::uint32_t verb, std::uint32_t subject) const {
    for (const auto& q : quotes_) {
      const bool touches = q.begin < range.end && range.begin < q.end;
      const bool holds_verb = (q.begin <= verb && verb < q.end) || (q.begin <= subject && subject < q.end);
      const auto common = std::min(q.end, range.end) - std::max(q.begin, range.begin);
      if (touches && !holds_verb && common * 2 > q.end - q.begin) {
        range.begin = std::min(range.begin, q.begin);
        range.end = std::max(range.end, q.end);
      }
    }
    // The saying clause itself is not said.
    if (verb < range.begin || verb >= range.end) {
      return range;
    }
    const auto low = std::min(verb, subject < verb ? tree_.subtree(subject).front() : subject);
    if (low <= range.begin) {
      range.begin = std::max(verb, subject) + 1;
    } else {
      range.end = low;
    }
    return range;
  }

  Range rest_of_sentence(std::uint32_t saying) const {
    const auto& sentence = tree_.document().sentences[tree_.sentence_of(saying)];
    const auto clause = tree_.subtree(saying);
    Range range{sentence.begin, sentence.end};
    if (clause.front() - sentence.begin >= sentence.end - (clause.back() + 1)) {
      range.end = clause.front();
    } else {
      range.begin = clause.back() + 1;
    }
    // Words quoted at this end belong to it whole, over sentence bounds.
    for (const auto& q : quotes_) {
      if (q.begin < range.end && range.begin < q.end && q.end <= clause.front() && q.begin < range.begin) {
        range.begin = q.begin;
      }
    }
    return range;
  }

  void read_preposition(std::uint32_t token) {
    const auto marker = tree_.case_marker(token);
    if (marker.empty() || !lists_.contains("attribution-preposition", marker)) {
      return;
    }
    const auto cue = tree_.child(token, "case");
    add(cue == no_token ? token : cue, token, rest_of_sentence(token), SpeechAct::says, 0.85);
  }

  /// "Witness: Army uses tear gas on rally". An armed group before a colon may as well be whom the rest is about.
  void read_label(const Sentence& sentence) {
    const auto label = label_of(tree_, sentence.root);
    if (!label || place_of_label(tree_, context_.resolution, *label) != nullptr) {
      return;
    }
    const auto lemma = tree_.lemma(label->head);
    const auto named = roles_.read_one(label->head, false);
    const bool speaks =
        lists_.contains("label-speaker", lemma) || lists_.contains("spokesperson", lemma) ||
        (!named.empty() && (named.front().kind == ActorKind::person || named.front().kind == ActorKind::organisation));
    if (speaks) {
      add(label->colon, label->head, {std::max(label->colon + 1, sentence.begin), sentence.end}, SpeechAct::says, 0.8);
    }
  }

  /// Quoted words in a clause whose subject speaks: called for an "immediate cessation" of the fighting.
  void read_quoted_words() {
    for (const auto& q : quotes_) {
      const bool known = std::any_of(out_.begin(), out_.end(), [&](const Statement& s) {
        return s.content.contains(span(q)) && (s.kind != StatementKind::paraphrase && s.act != SpeechAct::demands);
      });
      if (known) {
        continue;
      }
      for (auto up = q.begin; up != no_token; up = tree_.head(up)) {
        if (up >= q.begin && up < q.end) {
          continue;
        }
        if (tree_.at(up).upos != Upos::VERB || !lists_.contains("say-verb", tree_.lemma(up))) {
          continue;
        }
        const auto subject = is_passive(tree_, up) ? tree_.child(up, "obl:agent") : surface_subject(tree_, lists_, up);
        if (subject != no_token) {
          const auto before = out_.size();
          // "called the claim 'a lie'" demands nothing, "called for an 'immediate halt'" does.
          const auto act = act_of(tree_.lemma(up));
          const bool names_it = tree_.lemma(up) == "call" && tree_.child(up, "obj") != no_token;
          add(up, subject, q, act == SpeechAct::demands && names_it ? SpeechAct::says : act, 0.8);
          if (out_.size() > before) {
            out_.back().kind = StatementKind::partial_quotation;
          }
        }
        break;
      }
    }
  }

  const ReadingContext& context_;
  const Tree& tree_;
  const WordLists& lists_;
  const RoleReader& roles_;
  std::vector<Range> quotes_;
  std::vector<Statement> out_;
};

}  // namespace

std::vector<Statement> read_statements(const ReadingContext& context, const RoleReader& roles) {
  return StatementReader(context, roles).read();
}

}  // namespace sitrep
