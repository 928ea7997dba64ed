#include "resolve/voices.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "resolve/chains.h"

namespace sitrep {

namespace {

constexpr std::uint32_t none = no_token;
constexpr std::uint32_t longest_quote = 12;      ///< sentences
constexpr std::size_t verbs_in_sentence = 16;    ///< that may tell a quotation's speaker
constexpr std::ptrdiff_t questions_needed = 2;   ///< paragraphs that make a text an interview
constexpr std::uint32_t opening_sentences = 40;  ///< that may say whom the interview is with
constexpr std::uint32_t heading_sentences = 4;   ///< that may say whose speech it is
constexpr std::uint32_t longest_question = 5;    ///< sentences
constexpr std::ptrdiff_t labels_needed = 2;      ///< paragraphs that make a text a transcript
constexpr std::uint32_t longest_label = 6;       ///< tokens
constexpr std::uint32_t longest_title = 6;       ///< tokens before a name
constexpr std::uint32_t address_sentences = 3;   ///< that a vocative is spoken to

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return low(x) == low(y);
  });
}

// --- Quotations

void number_quotations(const Document& document, const Syntax& tree, Quotations& out) {
  out.at.assign(document.tokens.size(), none);
  std::uint32_t quotes = 0;
  bool open = false;
  std::uint32_t opened = 0;
  for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
    const auto form = document.tokens[t].form;
    const auto sentence = tree.sentence_of(t);
    if (open && sentence - opened > longest_quote) {
      open = false;  // never closed
    }
    const bool curly_open = form == "\xE2\x80\x9C" || form == "``" || form == "\xC2\xAB" || form == "\xE2\x80\x9E";
    const bool curly_close = form == "\xE2\x80\x9D" || form == "''" || form == "\xC2\xBB";
    if (curly_open || (form == "\"" && !open)) {
      open = true;
      opened = sentence;
      ++quotes;
      continue;
    }
    if (curly_close || form == "\"") {
      open = false;
      continue;
    }
    if (open) {
      out.at[t] = quotes - 1;
    }
  }
  out.speaker.assign(quotes, none);
}

/// Who speaks the quotation, by the verbs of a sentence that holds a part of it.
std::uint32_t speaker_by_verb(const Syntax& tree, const Quotations& quotations,
                              const std::vector<std::uint32_t>& verbs) {
  // Of several, one that says what the quotation holds (a clause of its own) rather than one that has it as a word.
  std::uint32_t best = none;
  for (const auto verb : verbs) {
    std::uint32_t subject = none;
    bool says = false;
    for (const auto c : tree.children(verb)) {
      if (tree.is(c, "nsubj") && quotations.at[c] == none) {
        subject = c;
      }
      says = says || (quotations.at[c] != none &&
                      (tree.is(c, "ccomp") || tree.is(c, "parataxis") || tree.is(c, "obj") || tree.is(c, "xcomp")));
    }
    const auto up = tree.head(verb);
    const bool hangs =
        up != none && quotations.at[up] != none && (tree.is(verb, "parataxis") || tree.is(verb, "ccomp"));
    if (subject != none && (says || hangs)) {
      return subject;
    }
    if (subject != none && best == none) {
      best = subject;
    }
  }
  return best;
}

}  // namespace

Quotations find_quotations(const Document& document, const Syntax& tree) {
  Quotations out;
  number_quotations(document, tree, out);
  std::vector<std::uint32_t> last_sentence(out.speaker.size(), 0);
  std::vector<std::uint32_t> first_sentence(out.speaker.size(), none);
  for (const auto& sentence : document.sentences) {
    std::vector<std::uint32_t> verbs;  // outside of quotations
    for (auto t = sentence.begin; t < sentence.end && verbs.size() < verbs_in_sentence; ++t) {
      if (out.at[t] == none && document.tokens[t].upos == Upos::VERB) {
        verbs.push_back(t);
      }
    }
    std::uint32_t done = none;
    for (auto t = sentence.begin; t < sentence.end; ++t) {
      const auto q = out.at[t];
      if (q == none || q == done) {
        continue;
      }
      done = q;
      last_sentence[q] = tree.sentence_of(t);
      first_sentence[q] = std::min(first_sentence[q], tree.sentence_of(t));
      if (out.speaker[q] == none) {
        out.speaker[q] = speaker_by_verb(tree, out, verbs);
      }
    }
  }
  // "..., he said. "..." goes on with the same speaker.
  for (std::size_t q = 1; q < out.speaker.size(); ++q) {
    if (out.speaker[q] == none && out.speaker[q - 1] != none && first_sentence[q] != none &&
        first_sentence[q] - last_sentence[q - 1] <= 1) {
      out.speaker[q] = out.speaker[q - 1];
    }
  }
  return out;
}

// --- Voices

namespace {

/// A paragraph, tokens [begin, end).
struct Paragraph {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool question = false;
};

class VoiceFinder {
 public:
  VoiceFinder(const ActorLexicon& lexicon, const Document& document, const Syntax& tree, const Quotations& quotations,
              std::span<const Mention> mentions)
      : lexicon_(lexicon), document_(document), tree_(tree), quotations_(quotations), mentions_(mentions) {}

  Voices run();

 private:
  void split_paragraphs();
  void find_labels();
  [[nodiscard]] std::uint32_t named_by(std::uint32_t begin, std::uint32_t end) const;
  bool read_interview();
  void read_speech();
  void read_transcript();
  void read_quotations();
  void read_vocatives();
  /// Whom an opening says is interviewed, and whether it says that it is an interview.
  struct Interviewee {
    std::uint32_t who = none;
    bool told = false;
    std::uint32_t other = none;  ///< the second of two, `who` itself where there are more or it is not a person
  };
  [[nodiscard]] std::uint32_t joined_to(std::uint32_t token) const;
  [[nodiscard]] bool names(const Paragraph& paragraph, std::uint32_t person) const;
  void read_answers_of_two(const Paragraph& paragraph, std::uint32_t one, std::uint32_t other);
  void both_of_two(const Paragraph& paragraph, std::uint32_t one, std::uint32_t other);
  [[nodiscard]] Interviewee interviewed(std::uint32_t end) const;
  [[nodiscard]] bool in_interview_words(std::uint32_t token) const {
    return in_list(document_.tokens[token].lemma, ActorWords::interview) ||
           in_list(document_.tokens[token].lemma, ActorWords::conversation);
  }
  [[nodiscard]] const Mention* mention_at_start(std::uint32_t token) const {
    const auto it = std::ranges::lower_bound(mentions_, token, {}, &Mention::head);
    const bool person = it != mentions_.end() && it->form == MentionForm::name && it->type == MentionType::person;
    return person && it->begin == token ? &*it : nullptr;
  }
  [[nodiscard]] std::uint32_t interviewed_by(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t most_named(std::uint32_t end) const;
  [[nodiscard]] std::uint32_t heading_speaker() const;
  [[nodiscard]] std::uint32_t self_named() const;
  [[nodiscard]] std::uint32_t group_named() const;
  [[nodiscard]] bool self_named_at(std::uint32_t token, MentionForm form) const;
  [[nodiscard]] bool fellows_at(std::uint32_t token) const;
  [[nodiscard]] bool people(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t owner_of(std::uint32_t title) const;
  void find_bodies();
  [[nodiscard]] std::uint32_t body_of(std::uint32_t who) const;
  void speak(std::uint32_t begin, std::uint32_t end, std::uint32_t who);

  [[nodiscard]] const Mention* mention_at(std::uint32_t token) const {
    const auto it = std::ranges::lower_bound(mentions_, token, {}, &Mention::head);
    return it != mentions_.end() && it->head == token ? &*it : nullptr;
  }
  [[nodiscard]] std::uint32_t person(std::uint32_t token) const;
  [[nodiscard]] bool in_list(std::string_view word, ActorWords list) const { return lexicon_.has_word(list, word); }
  [[nodiscard]] bool first_person(std::uint32_t token) const {
    const auto* m = mention_at(token);
    return m != nullptr && m->form == MentionForm::i;
  }
  [[nodiscard]] std::string_view marker(std::uint32_t token) const {
    const auto m = tree_.marker(token);
    return m == none ? std::string_view() : document_.tokens[m].form;
  }

  const ActorLexicon& lexicon_;
  const Document& document_;
  const Syntax& tree_;
  const Quotations& quotations_;
  std::span<const Mention> mentions_;
  std::vector<Paragraph> paragraphs_;
  std::vector<std::uint32_t> labels_;  ///< by sentence: token of the name that the label at its head stands for
  bool transcript_ = false;
  std::unordered_map<std::string_view, std::uint32_t> bodies_;  ///< by the last word of a person's name
  Voices out_;
};

void VoiceFinder::split_paragraphs() {
  const auto gap = [&](const Sentence& sentence) {
    if (sentence.begin == 0) {
      return std::string_view();
    }
    const auto from = document_.tokens[sentence.begin - 1].span.end;
    const auto to = document_.tokens[sentence.begin].span.begin;
    return from <= to ? document_.text.substr(from, to - from) : std::string_view();
  };
  // A blank line parts paragraphs; in a text that has none each line is one.
  const bool blank_lines =
      std::ranges::any_of(document_.sentences, [&](const Sentence& s) { return std::ranges::count(gap(s), '\n') > 1; });
  for (const auto& sentence : document_.sentences) {
    if (paragraphs_.empty() || std::ranges::count(gap(sentence), '\n') > (blank_lines ? 1 : 0)) {
      paragraphs_.push_back({sentence.begin, sentence.end});
    }
    paragraphs_.back().end = sentence.end;
  }
  for (auto& paragraph : paragraphs_) {
    const auto length = tree_.sentence_of(paragraph.end - 1) - tree_.sentence_of(paragraph.begin) + 1;
    auto last = paragraph.end;
    while (last > paragraph.begin + 1 && document_.tokens[last - 1].form != "?" &&
           document_.tokens[last - 1].upos == Upos::PUNCT) {
      --last;
    }
    paragraph.question = length <= longest_question && document_.tokens[last - 1].form.starts_with('?') &&
                         quotations_.at[last - 1] == none;
  }
}

/// The name of the text that the words [begin, end) stand for: a last or full name, or the title before a name.
std::uint32_t VoiceFinder::named_by(std::uint32_t begin, std::uint32_t end) const {
  if (begin < end && same_word(document_.tokens[begin].form, "the")) {
    ++begin;
  }
  const auto length = end - begin;
  const auto equal = [&](std::uint32_t at) {
    for (std::uint32_t i = 0; i < length; ++i) {
      if (!same_word(document_.tokens[at + i].form, document_.tokens[begin + i].form)) {
        return false;
      }
    }
    return true;
  };
  if (length == 0) {
    return none;
  }
  for (const auto& m : mentions_) {
    if (m.form != MentionForm::name || m.type == MentionType::place || m.type == MentionType::group ||
        (m.begin < end && begin < m.end)) {
      continue;
    }
    if (m.end - m.begin >= length && equal(m.end - length)) {
      return m.head;
    }
    // "THE PRESIDENT" is "President" with a name behind it, and not the "Vice President".
    const auto start = tree_.sentence(m.head).begin;
    auto first = m.begin;
    while (first > start && m.begin - first < longest_title && !document_.tokens[first - 1].form.empty() &&
           document_.tokens[first - 1].form.front() >= 'A' && document_.tokens[first - 1].form.front() <= 'Z') {
      --first;
    }
    if (first < m.begin && m.end - first > length && equal(first)) {
      return m.head;
    }
  }
  return none;
}

void VoiceFinder::find_labels() {
  bool upper = false;  // in capitals: one is enough
  std::ptrdiff_t found = 0;
  std::unordered_map<std::string_view, std::uint32_t> by_label;
  labels_.assign(document_.sentences.size(), none);
  for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
    const auto& sentence = document_.sentences[s];
    auto colon = sentence.begin;
    while (colon < sentence.end && colon - sentence.begin < longest_label && document_.tokens[colon].form != ":") {
      ++colon;
    }
    const bool opens = std::ranges::binary_search(paragraphs_, sentence.begin, {}, &Paragraph::begin);
    if (colon == sentence.begin || colon >= sentence.end || document_.tokens[colon].form != ":" ||
        !(opens || colon + 1 == sentence.end)) {
      continue;
    }
    bool capitals = true;
    bool all_upper = true;
    for (auto t = sentence.begin; t < colon; ++t) {
      const auto low = [](char c) { return c >= 'a' && c <= 'z'; };
      const auto form = document_.tokens[t].form;
      capitals = capitals && !form.empty() && !low(form.front());
      all_upper = all_upper && std::ranges::none_of(form, low);
    }
    if (capitals) {
      const auto from = document_.tokens[sentence.begin].span.begin;
      const auto [known, added] =
          by_label.try_emplace(document_.text.substr(from, document_.tokens[colon].span.begin - from), none);
      if (added) {
        known->second = named_by(sentence.begin, colon);
      }
      labels_[s] = known->second;
      upper = upper || (all_upper && labels_[s] != none);
      found += labels_[s] != none ? 1 : 0;
    }
  }
  transcript_ = upper ? found > 0 : found >= labels_needed;
}

/// The person at a token or apposed to it: a name, or a pronoun that stands for one.
std::uint32_t VoiceFinder::person(std::uint32_t token) const {
  const auto fits = [&](std::uint32_t t) {
    const auto* m = mention_at(t);
    return m != nullptr && ((m->form == MentionForm::name && m->type == MentionType::person) ||
                            m->form == MentionForm::he || m->form == MentionForm::she);
  };
  if (fits(token)) {
    return token;
  }
  for (const auto c : tree_.children(token)) {
    if ((tree_.is(c, "appos") || tree_.is(c, "flat")) && fits(c)) {
      return c;
    }
  }
  return none;
}

/// Whom the word at a token, a verb or noun of interviewing or talking, says is interviewed.
std::uint32_t VoiceFinder::interviewed_by(std::uint32_t token) const {
  const auto& word = document_.tokens[token];
  const bool interview = in_list(word.lemma, ActorWords::interview);
  std::uint32_t subject = none;
  std::uint32_t object = none;
  std::uint32_t partner = none;
  bool passive = false;
  std::uint32_t open = none;  // "with" and a title whose name the tree hangs beside it
  for (const auto c : tree_.children(token)) {
    const auto who = person(c);
    const auto m = marker(c);
    const bool with = (tree_.is(c, "obl") || tree_.is(c, "nmod")) &&
                      (same_word(m, "with") || same_word(m, "to") || (same_word(m, "of") && word.upos == Upos::NOUN));
    if (who == none) {
      passive = passive || document_.tokens[c].deprel == "aux:pass";
      open = with ? c : open;
      continue;
    }
    const bool beside = open != none && partner == none && m.empty() && c > open &&
                        (tree_.is(c, "nmod") || tree_.is(c, "obl") || tree_.is(c, "appos") || tree_.is(c, "flat"));
    if (with || beside) {
      partner = who;
    } else if (tree_.is(c, "nsubj")) {
      subject = who;
      passive = passive || document_.tokens[c].deprel == "nsubj:pass";
    } else if (tree_.is(c, "obj") || tree_.is(c, "iobj")) {
      object = who;
    }
  }
  if (interview && word.upos == Upos::VERB) {
    if (object != none) {
      return object;
    }
    if (passive && subject != none) {
      return subject;
    }
    // "X, founder of Y, interviewed by Z"
    return tree_.is(token, "acl") ? person(tree_.head(token)) : none;
  }
  if (partner == none && interview && tree_.head(token) != none) {
    // "gave an interview", "held an interview with X" where the verb has "with X"
    for (const auto c : tree_.children(tree_.head(token))) {
      if (tree_.is(c, "obl") && same_word(marker(c), "with")) {
        partner = partner == none ? person(c) : partner;
      }
    }
  }
  if (partner != none) {
    return partner;
  }
  return interview ? none : subject;
}

/// The person that a person's name is joined to by "and", the name itself where it is none or not just one.
std::uint32_t VoiceFinder::joined_to(std::uint32_t token) const {
  const auto first = tree_.is(token, "conj") ? tree_.head(token) : token;
  std::vector<std::uint32_t> others;
  for (const auto c : tree_.children(first)) {
    if (tree_.is(c, "conj") && person(c) != none) {
      others.push_back(c);
    }
  }
  const auto other = token != first ? first : others.empty() ? none : others.front();
  return others.size() == 1 && person(other) == other ? other : token;
}

/// Whether a paragraph names a person by the first or last word of the name.
bool VoiceFinder::names(const Paragraph& paragraph, std::uint32_t person) const {
  const auto& whole = *mention_at(person);
  const auto first = std::ranges::lower_bound(mentions_, paragraph.begin, {}, &Mention::head);
  const auto last = std::ranges::lower_bound(mentions_, paragraph.end, {}, &Mention::head);
  return std::any_of(first, last, [&](const Mention& m) {
    return m.form == MentionForm::name &&
           (same_word(document_.tokens[m.begin].form, document_.tokens[whole.begin].form) ||
            same_word(document_.tokens[m.end - 1].form, document_.tokens[whole.end - 1].form));
  });
}

/// Of two who answer, the one who names the other is "I", as people do not name themselves but to say who they are.
void VoiceFinder::read_answers_of_two(const Paragraph& paragraph, std::uint32_t one, std::uint32_t other) {
  bool told = false;
  for (auto s = tree_.sentence_of(paragraph.begin); s <= tree_.sentence_of(paragraph.end - 1); ++s) {
    const auto& sentence = document_.sentences[s];
    for (auto t = sentence.begin; t < sentence.end; ++t) {
      if (self_named_at(t, MentionForm::i)) {
        const Paragraph word{t, t + 1};
        if (names(word, one) != names(word, other)) {
          speak(sentence.begin, paragraph.end, names(word, one) ? one : other);
          told = true;
        }
      }
    }
  }
  if (!told && names(paragraph, one) != names(paragraph, other)) {
    speak(paragraph.begin, paragraph.end, names(paragraph, one) ? other : one);
  }
}

/// "You" of a question to two who are joined ("Anna and Bo") and "we" of an answer are both.
void VoiceFinder::both_of_two(const Paragraph& paragraph, std::uint32_t one, std::uint32_t other) {
  const auto first = tree_.is(one, "conj") ? tree_.head(one) : one;
  if (first != one && first != other) {
    return;
  }
  for (auto t = paragraph.begin; t < paragraph.end; ++t) {
    (paragraph.question ? out_.addressee : out_.body)[t] = first;
    out_.joined[t] = true;
  }
}

VoiceFinder::Interviewee VoiceFinder::interviewed(std::uint32_t end) const {
  Interviewee out;
  for (std::uint32_t t = 0; t < end; ++t) {
    if (quotations_.at[t] != none || !in_interview_words(t)) {
      continue;
    }
    out.told = out.told || in_list(document_.tokens[t].lemma, ActorWords::interview);
    // "X: an interview"
    const auto* first = mention_at_start(tree_.sentence(t).begin);
    const bool titled = first != nullptr && first->end < t && document_.tokens[first->end].form == ":";
    const auto who = titled ? first->head : interviewed_by(t);
    if (who == none) {
      continue;
    }
    const auto& m = *mention_at(who);
    if (m.form != MentionForm::name) {
      out.who = out.who == none ? who : out.who;
    } else if (m.first_joined || m.next_joined) {
      return {who, true, joined_to(who)};
    } else if (m.end - m.begin > 1 || m.entry != nullptr) {
      return {who, true};
    }
  }
  if (out.who == none && !out.told) {
    out.who = most_named(end);
  }
  return out;
}

/// The person whom the document names most, of those named before `end`.
std::uint32_t VoiceFinder::most_named(std::uint32_t end) const {
  const auto key = [&](const Mention& m) {
    std::vector<WordPiece> pieces;
    ActorLexicon::split(document_.tokens[m.end - 1].form, pieces);
    return pieces.empty() ? std::uint64_t{0} : pieces.back().hash;
  };
  std::unordered_map<std::uint64_t, int> times;
  for (const auto& m : mentions_) {
    if (m.form == MentionForm::name) {
      ++times[key(m)];
    }
  }
  std::uint32_t best = none;
  int most = 0;
  for (const auto& m : mentions_) {
    if (m.head >= end) {
      break;
    }
    if (m.form == MentionForm::name && m.type == MentionType::person && times[key(m)] > most) {
      most = times[key(m)];
      best = m.head;
    }
  }
  return best;
}

/// "Remarks by X", "X's speech": whose speech the heading says it is.
std::uint32_t VoiceFinder::heading_speaker() const {
  const auto last = std::min<std::size_t>(heading_sentences, document_.sentences.size());
  for (std::uint32_t t = 0; last > 0 && t < document_.sentences[last - 1].end; ++t) {
    if (first_person(t)) {
      return none;
    }
    if (!in_list(document_.tokens[t].lemma, ActorWords::speech)) {
      continue;
    }
    for (const auto c : tree_.children(t)) {
      const auto* m = mention_at(c);
      const bool name = m != nullptr && m->form == MentionForm::name && m->type != MentionType::place &&
                        m->type != MentionType::group;
      const auto deprel = document_.tokens[c].deprel;
      if (name &&
          (deprel == "nmod:poss" || deprel == "compound" || same_word(marker(c), "by") || same_word(marker(c), "of"))) {
        return c;
      }
    }
  }
  return none;
}

/// Whether the name or title at `token` is what the speaker ("I") or the speaker's side ("we") calls itself: "I am X",
/// "I, X", "we X", "my name is X", "as X, I".
bool VoiceFinder::self_named_at(std::uint32_t token, MentionForm form) const {
  if (document_.tokens[token].upos != Upos::PROPN || quotations_.at[token] != none) {
    return false;
  }
  const auto own = [&](std::uint32_t t) {
    const auto* m = mention_at(t);
    return m != nullptr && m->form == form;
  };
  const auto word = [&](std::uint32_t t, std::string_view text) {
    return t < document_.tokens.size() && same_word(document_.tokens[t].form, text);
  };
  // Side by side there is no doubt, whatever the tree: "we Kenyans", "we as Kenyans", "as Kenyans, we".
  if (token > 0 && form == MentionForm::we && own(token - 1)) {
    return true;
  }
  if (token > 1 && word(token - 1, "as") &&
      (own(token - 2) || own(token + 1) || (word(token + 1, ",") && own(token + 2)))) {
    return true;
  }
  const auto own_name = [&](std::uint32_t t) {
    return same_word(document_.tokens[t].lemma, "name") && std::ranges::any_of(tree_.children(t), [&](std::uint32_t c) {
             return document_.tokens[c].deprel == "nmod:poss" && own(c);
           });
  };
  const auto up = tree_.head(token);
  if (tree_.is(token, "appos")) {
    return up != none && own(up);
  }
  bool copula = false;
  bool subject = false;
  bool as = false;
  for (const auto c : tree_.children(token)) {
    const auto& child = document_.tokens[c];
    if (child.feature("Polarity") == "Neg" || same_word(child.form, "never")) {
      return false;
    }
    copula = copula || tree_.is(c, "cop");
    subject = subject || (tree_.is(c, "nsubj") && (own(c) || own_name(c)));
    as = as || ((tree_.is(c, "case") || tree_.is(c, "mark")) && same_word(child.form, "as"));
  }
  if (copula) {
    return subject;
  }
  if (!as || up == none ||
      !(tree_.is(token, "obl") || tree_.is(token, "nmod") || tree_.is(token, "advcl") || tree_.is(token, "nsubj"))) {
    return false;
  }
  return own(up) || std::ranges::any_of(tree_.children(up), [&](std::uint32_t c) {
           return own(c) && (tree_.is(c, "nsubj") || tree_.is(c, "obj") || document_.tokens[c].deprel == "nmod:poss");
         });
}

/// "my fellow Kenyans": they and the speaker are "we".
bool VoiceFinder::fellows_at(std::uint32_t token) const {
  return document_.tokens[token].upos == Upos::PROPN && quotations_.at[token] == none &&
         document_.tokens[token].feature("Number") == "Plur" &&
         std::ranges::any_of(tree_.children(token),
                             [&](std::uint32_t c) { return same_word(document_.tokens[c].form, "fellow"); });
}

/// What the speaker calls himself: a person's name before a title.
std::uint32_t VoiceFinder::self_named() const {
  std::uint32_t title = none;
  for (std::uint32_t t = 0; t < document_.tokens.size(); ++t) {
    if (!self_named_at(t, MentionForm::i)) {
      continue;
    }
    if (person(t) == t) {
      return t;
    }
    title = title == none ? t : title;
  }
  return title;
}

/// Whether a word is the people of a country: "Kenyans".
bool VoiceFinder::people(std::uint32_t token) const {
  return std::ranges::any_of(lexicon_.lookup(document_.tokens[token].form), [&](const ActorAlias& a) {
    return (a.use == AliasUse::people || a.use == AliasUse::person) &&
           lexicon_.entry(a).kind == ActorEntryKind::country;
  });
}

/// The people that the speaker counts himself to, most often where there are several. Other sides that a speaker names
/// (a party, a chamber) are "we" for a sentence, a people is for a speech.
std::uint32_t VoiceFinder::group_named() const {
  std::unordered_map<std::string_view, int> times;
  std::uint32_t best = none;
  int most = 0;
  for (std::uint32_t t = 0; t < document_.tokens.size(); ++t) {
    if (people(t) && (self_named_at(t, MentionForm::we) || fellows_at(t))) {
      if (const int n = ++times[document_.tokens[t].form]; n > most) {
        most = n;
        best = t;
      }
    }
  }
  return best;
}

/// The body or country that a title has as its owner: "president of Y", "Y's spokesman", "Y founder".
std::uint32_t VoiceFinder::owner_of(std::uint32_t title) const {
  for (const auto c : tree_.children(title)) {
    const auto* m = mention_at(c);
    if (m == nullptr || m->form != MentionForm::name || m->type == MentionType::person ||
        (m->type == MentionType::place && m->entry == nullptr)) {
      continue;
    }
    const auto how = marker(c);
    if (document_.tokens[c].deprel == "nmod:poss" || tree_.is(c, "compound") || same_word(how, "of") ||
        (same_word(how, "for") && document_.tokens[title].upos == Upos::NOUN)) {
      return c;
    }
  }
  return none;
}

/// Notes what people lead or speak for, by the last words of their names: "X, president of Y", "Y founder X".
void VoiceFinder::find_bodies() {
  for (const auto& m : mentions_) {
    if (m.form != MentionForm::name) {
      continue;
    }
    const auto note = [&](std::uint32_t title) {
      if (const auto owner = owner_of(title); owner != none) {
        bodies_.try_emplace(document_.tokens[m.end - 1].form, owner);
      }
    };
    for (const auto c : tree_.children(m.head)) {
      if (tree_.is(c, "appos") || document_.tokens[c].deprel == "nmod:desc") {
        note(c);
      }
    }
    const auto up = tree_.head(m.head);
    if (up != none && document_.tokens[up].upos != Upos::VERB &&
        (tree_.is(m.head, "appos") || tree_.is(m.head, "nsubj"))) {
      note(up);
    }
  }
}

/// What one who speaks leads or speaks for: a person by name, or a title itself ("Y's spokesman").
std::uint32_t VoiceFinder::body_of(std::uint32_t who) const {
  const auto* m = mention_at(who);
  if (m == nullptr) {
    return none;
  }
  if (m->form != MentionForm::name) {
    return owner_of(who);
  }
  const auto found = bodies_.find(document_.tokens[m->end - 1].form);
  return found == bodies_.end() ? none : found->second;
}

void VoiceFinder::speak(std::uint32_t begin, std::uint32_t end, std::uint32_t who) {
  std::fill(out_.speaker.begin() + begin, out_.speaker.begin() + end, who);
}

/// Reads questions and answers. False where the text is no interview.
bool VoiceFinder::read_interview() {
  const auto first = std::ranges::find_if(paragraphs_, &Paragraph::question);
  if (first == paragraphs_.end()) {
    return false;
  }
  const auto limit =
      tree_.sentence_of(first->begin) < opening_sentences ? first->begin : document_.sentences[opening_sentences].begin;
  const auto [who, told, other] = interviewed(limit);
  if (!told && std::ranges::count_if(paragraphs_, &Paragraph::question) < questions_needed) {
    return false;
  }
  if (who == none || who == other) {
    return true;
  }
  const auto body = body_of(who);
  for (auto p = first; p != paragraphs_.end(); ++p) {
    if (other != none) {
      if (!p->question) {
        read_answers_of_two(*p, who, other);
      }
      both_of_two(*p, who, other);
    } else if (p->question) {
      std::fill(out_.addressee.begin() + p->begin, out_.addressee.begin() + p->end, who);
    } else {
      speak(p->begin, p->end, who);
      std::fill(out_.body.begin() + p->begin, out_.body.begin() + p->end, body);
    }
  }
  return true;
}

void VoiceFinder::read_transcript() {
  std::uint32_t who = none;
  for (std::size_t s = 0; s < labels_.size(); ++s) {
    who = labels_[s] != none ? labels_[s] : who;
    speak(document_.sentences[s].begin, document_.sentences[s].end, who);
  }
}

void VoiceFinder::read_speech() {
  const auto size = static_cast<std::uint32_t>(document_.tokens.size());
  auto who = heading_speaker();
  who = who == none ? self_named() : who;
  speak(0, size, who);
  std::ranges::fill(out_.body, group_named());
}

void VoiceFinder::read_quotations() {
  std::uint32_t last = none;
  std::uint32_t body = none;
  for (std::uint32_t t = 0; t < document_.tokens.size(); ++t) {
    const auto q = quotations_.at[t];
    if (q == none) {
      continue;
    }
    const auto who = quotations_.speaker[q];
    if (q != last) {
      last = q;
      body = who == none ? none : body_of(who);
    }
    out_.speaker[t] = who;
    out_.addressee[t] = none;
    out_.body[t] = body;
    out_.joined[t] = false;
  }
}

/// "Mr. President, you know": in this sentence and the next ones of the paragraph.
void VoiceFinder::read_vocatives() {
  for (const auto& paragraph : paragraphs_) {
    std::uint32_t who = none;
    std::uint32_t since = 0;
    for (auto s = tree_.sentence_of(paragraph.begin); s <= tree_.sentence_of(paragraph.end - 1); ++s) {
      const auto& sentence = document_.sentences[s];
      for (auto t = sentence.begin; t < sentence.end; ++t) {
        if (tree_.is(t, "vocative") && document_.tokens[t].upos == Upos::PROPN) {
          who = t;
          since = s;
        }
      }
      if (who == none || s - since >= address_sentences) {
        continue;
      }
      for (auto t = sentence.begin; t < sentence.end; ++t) {
        if (out_.addressee[t] == none && quotations_.at[t] == quotations_.at[who]) {
          out_.addressee[t] = who;
          out_.joined[t] = false;
        }
      }
    }
  }
}

Voices VoiceFinder::run() {
  const auto size = document_.tokens.size();
  out_.speaker.assign(size, none);
  out_.addressee.assign(size, none);
  out_.body.assign(size, none);
  out_.joined.assign(size, false);
  split_paragraphs();
  find_labels();
  find_bodies();
  if (transcript_) {
    read_transcript();
  } else if (!read_interview()) {
    read_speech();
  }
  read_quotations();
  read_vocatives();
  return std::move(out_);
}

}  // namespace

Voices find_voices(const ActorLexicon& lexicon, const Document& document, const Syntax& tree,
                   const Quotations& quotations, std::span<const Mention> mentions) {
  return VoiceFinder(lexicon, document, tree, quotations, mentions).run();
}

}  // namespace sitrep
