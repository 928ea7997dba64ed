#include "eval/conllu_eval.h"

#include <algorithm>
#include <cstdint>

namespace sitrep {

namespace {

/// The span a word is aligned by: its own, or that of its whole multiword token.
struct Word {
  Span span;
  bool multiword = false;
};

std::vector<Word> words_of(const Document& document) {
  std::vector<Word> words(document.tokens.size());
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i + 1;
    Span span = document.tokens[i].span;
    while (end < words.size() && document.tokens[end].inside_multiword) {
      span.end = std::max(span.end, document.tokens[end].span.end);
      ++end;
    }
    for (std::size_t j = i; j < end; ++j) {
      words[j] = {span, end - i > 1};
    }
    i = end;
  }
  return words;
}

std::vector<Span> token_spans(const std::vector<Word>& words, const Document& document) {
  std::vector<Span> spans;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!document.tokens[i].inside_multiword) {
      spans.push_back(words[i].span);
    }
  }
  return spans;
}

Score compare_spans(const std::vector<Span>& gold, const std::vector<Span>& system) {
  Score score{gold.size(), system.size(), 0};
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < gold.size() && j < system.size()) {
    if (gold[i] == system[j]) {
      ++score.correct;
      ++i;
      ++j;
    } else if (gold[i] < system[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return score;
}

std::vector<Span> sentence_spans(const Document& document) {
  std::vector<Span> spans;
  for (const auto& sentence : document.sentences) {
    spans.push_back({document.tokens[sentence.begin].span.begin, document.tokens[sentence.end - 1].span.end});
  }
  return spans;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string_view without_subtype(std::string_view relation) {
  return relation.substr(0, relation.find(':'));
}

/// The system's word for each gold word; no_token where there is none.
class Alignment {
 public:
  Alignment(const Document& gold, const Document& system, const std::vector<Word>& gold_words,
            const std::vector<Word>& system_words)
      : gold_(gold), system_(system), g_(gold_words), s_(system_words), match_(gold_words.size(), no_token) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < g_.size() && j < s_.size()) {
      if (g_[i].multiword || s_[j].multiword) {
        // A multiword token of one side overlaps words of the other: take all that hang together.
        const std::size_t i0 = i;
        const std::size_t j0 = j;
        std::uint32_t end = 0;
        if (g_[i].multiword && (!s_[j].multiword || g_[i].span.begin <= s_[j].span.begin)) {
          end = g_[i].span.end;
          if (!s_[j].multiword && s_[j].span.end <= g_[i].span.begin) {
            ++j;
            continue;
          }
        } else {
          end = s_[j].span.end;
          if (!g_[i].multiword && g_[i].span.end <= s_[j].span.begin) {
            ++i;
            continue;
          }
        }
        while (true) {
          if (i < g_.size() && (g_[i].multiword ? g_[i].span.begin < end : g_[i].span.end <= end)) {
            end = g_[i].multiword ? std::max(end, g_[i].span.end) : end;
            ++i;
          } else if (j < s_.size() && (s_[j].multiword ? s_[j].span.begin < end : s_[j].span.end <= end)) {
            end = s_[j].multiword ? std::max(end, s_[j].span.end) : end;
            ++j;
          } else {
            break;
          }
        }
        align_forms(i0, i, j0, j);
      } else if (g_[i].span == s_[j].span) {
        match_[i++] = static_cast<std::uint32_t>(j++);
      } else if (g_[i].span.begin <= s_[j].span.begin) {
        ++i;
      } else {
        ++j;
      }
    }
  }
  [[nodiscard]] std::uint32_t operator[](std::size_t gold_word) const { return match_[gold_word]; }

 private:
  void align_forms(std::size_t i0, std::size_t i1, std::size_t j0, std::size_t j1) {
    const std::size_t n = i1 - i0;
    const std::size_t m = j1 - j0;
    if (n * m > 1'000'000) {
      return;  // no real multiword token is of this length
    }
    std::vector<std::uint32_t> best((n + 1) * (m + 1));
    const auto same = [&](std::size_t i, std::size_t j) {
      return lower(gold_.tokens[i0 + i].form) == lower(system_.tokens[j0 + j].form);
    };
    for (std::size_t i = n; i-- > 0;) {
      for (std::size_t j = m; j-- > 0;) {
        best[i * (m + 1) + j] = same(i, j) ? 1 + best[(i + 1) * (m + 1) + j + 1]
                                           : std::max(best[(i + 1) * (m + 1) + j], best[i * (m + 1) + j + 1]);
      }
    }
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
      if (same(i, j)) {
        match_[i0 + i++] = static_cast<std::uint32_t>(j0 + j++);
      } else if (best[(i + 1) * (m + 1) + j] >= best[i * (m + 1) + j + 1]) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  const Document& gold_;
  const Document& system_;
  const std::vector<Word>& g_;
  const std::vector<Word>& s_;
  std::vector<std::uint32_t> match_;
};

std::string describe(const Document& document, const Token& token) {
  return std::string(name(token.upos)) + " " + token.lemma + " " + std::string(token.deprel) + "<" +
         (token.head == no_token ? "root" : std::string(document.tokens[token.head].form));
}

}  // namespace

ScoreTable ConlluScores::table() const {
  return {{"tokens", tokens}, {"sentences", sentences}, {"words", words}, {"UPOS", upos},
          {"feats", feats},   {"lemmas", lemmas},       {"UAS", uas},     {"LAS", las}};
}

void score_conllu(const Document& gold, const Document& system, ConlluScores& scores,
                  std::vector<std::string>* errors) {
  const auto gold_words = words_of(gold);
  const auto system_words = words_of(system);
  const Alignment alignment(gold, system, gold_words, system_words);
  scores.tokens += compare_spans(token_spans(gold_words, gold), token_spans(system_words, system));
  scores.sentences += compare_spans(sentence_spans(gold), sentence_spans(system));
  for (auto* score : {&scores.words, &scores.upos, &scores.feats, &scores.lemmas, &scores.uas, &scores.las}) {
    score->gold += gold.tokens.size();
    score->system += system.tokens.size();
  }
  for (const auto& sentence : gold.sentences) {
    std::string faults;
    for (auto i = sentence.begin; i < sentence.end; ++i) {
      const auto& g = gold.tokens[i];
      const auto match = alignment[i];
      if (match == no_token) {
        faults += "; " + std::string(g.form) + ": no such word";
        continue;
      }
      const auto& s = system.tokens[match];
      const bool head = g.head == no_token ? s.head == no_token : s.head != no_token && alignment[g.head] == s.head;
      const bool las = head && without_subtype(g.deprel) == without_subtype(s.deprel);
      const bool lemma = g.lemma == "_" || g.lemma == s.lemma;
      ++scores.words.correct;
      scores.upos.correct += g.upos == s.upos ? 1 : 0;
      scores.feats.correct += g.feats == s.feats ? 1 : 0;
      scores.lemmas.correct += lemma ? 1 : 0;
      scores.uas.correct += head ? 1 : 0;
      scores.las.correct += las ? 1 : 0;
      if (errors != nullptr && (!las || !lemma || g.upos != s.upos)) {
        faults += "; " + std::string(g.form) + ": " + describe(gold, g) + ", not " + describe(system, s);
      }
    }
    if (errors != nullptr && !faults.empty()) {
      errors->push_back(std::string(sentence.span.of(gold.text)) + "\n    " + faults.substr(2));
    }
  }
}

Document bare_tokens(const Document& document) {
  Document bare;
  bare.text = document.text;
  bare.sentences = document.sentences;
  for (auto& sentence : bare.sentences) {
    sentence.root = no_token;
  }
  for (const auto& token : document.tokens) {
    Token t;
    t.span = token.span;
    t.form = token.form;
    t.inside_multiword = token.inside_multiword;
    t.space_after = token.space_after;
    bare.tokens.push_back(std::move(t));
  }
  return bare;
}

ConlluScores evaluate_conllu(std::span<const ConlluDocument> gold,
                             const std::function<Document(std::string_view)>& analyse,
                             std::vector<std::string>* errors) {
  ConlluScores scores;
  for (const auto& document : gold) {
    score_conllu(document.document, analyse(*document.text), scores, errors);
  }
  return scores;
}

ConlluScores evaluate_conllu_tokenized(std::span<const ConlluDocument> gold,
                                       const std::function<void(Document&)>& annotate,
                                       std::vector<std::string>* errors) {
  ConlluScores scores;
  for (const auto& document : gold) {
    auto system = bare_tokens(document.document);
    annotate(system);
    score_conllu(document.document, system, scores, errors);
  }
  return scores;
}

}  // namespace sitrep
