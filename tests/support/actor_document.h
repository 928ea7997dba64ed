#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/actor_lexicon.h"
#include "resolve/actors.h"
#include "resolve/resolution.h"

#ifndef SITREP_KNOWLEDGE_DIR
#define SITREP_KNOWLEDGE_DIR "knowledge"
#endif

namespace sitrep::testing {

/// A document made by hand, one sentence a line, one word `form|UPOS|head|deprel[|feats[|lemma]]`, parted by blanks.
/// An empty line begins a paragraph. Heads count from 1 in the sentence, 0 is the root. Without a lemma it is the form
/// in lower case, in the singular for plurals.
class ActorDocument {
 public:
  explicit ActorDocument(std::string_view lines) {
    std::vector<std::vector<std::vector<std::string>>> sentences;
    std::vector<bool> opens;  // by sentence: a paragraph
    bool empty = false;
    std::istringstream in{std::string(lines)};
    for (std::string line; std::getline(in, line);) {
      std::istringstream words(line);
      std::vector<std::vector<std::string>> sentence;
      for (std::string word; words >> word;) {
        std::vector<std::string> fields(1);
        for (const char c : word) {
          if (c == '|') {
            fields.emplace_back();
          } else {
            fields.back() += c;
          }
        }
        sentence.push_back(fields);
      }
      if (!sentence.empty()) {
        sentences.push_back(sentence);
        opens.push_back(empty);
      }
      empty = sentence.empty();
    }
    std::vector<Span> spans;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      report.text += opens[i] ? "\n\n" : "";
      for (const auto& f : sentences[i]) {
        const auto begin = static_cast<std::uint32_t>(report.text.size());
        report.text += f[0];
        spans.push_back({begin, static_cast<std::uint32_t>(report.text.size())});
        report.text += ' ';
      }
    }
    document.text = report.text;
    for (const auto& sentence : sentences) {
      const auto first = static_cast<std::uint32_t>(document.tokens.size());
      Sentence s;
      s.begin = first;
      for (const auto& f : sentence) {
        Token t;
        t.span = spans[document.tokens.size()];
        t.form = t.span.of(document.text);
        t.upos = upos_of(f.at(1));
        const auto head = static_cast<std::uint32_t>(std::stoul(f.at(2)));
        t.head = head == 0 ? no_token : first + head - 1;
        if (head == 0) {
          s.root = static_cast<std::uint32_t>(document.tokens.size());
        }
        t.deprel = kept_.emplace_back(f.at(3));
        t.feats = kept_.emplace_back(f.size() > 4 ? f[4] : "");
        t.lemma = f.size() > 5 ? f[5] : lemma_of(f[0], t.feats);
        document.tokens.push_back(std::move(t));
      }
      s.end = static_cast<std::uint32_t>(document.tokens.size());
      s.span = {document.tokens[s.begin].span.begin, document.tokens[s.end - 1].span.end};
      document.sentences.push_back(s);
    }
  }
  ActorDocument(const ActorDocument&) = delete;
  ActorDocument& operator=(const ActorDocument&) = delete;

  /// The number of the n-th token of this form.
  [[nodiscard]] std::uint32_t token(std::string_view form, int nth = 1) const {
    for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
      if (document.tokens[t].form == form && --nth == 0) {
        return t;
      }
    }
    ADD_FAILURE() << "no token " << form;
    return 0;
  }
  void name(std::string_view first, std::string_view last, NameKind kind) {
    document.names.push_back({token(first), token(last) + 1, kind});
  }
  const Resolution& resolve(const ActorLexicon& lexicon) {
    find_actors(lexicon, report, document, resolution);
    return resolution;
  }
  /// The codes of all actors at a token, joined by "; ", with "@" before places: "AZE MIL; @ARM".
  [[nodiscard]] std::string coded(std::string_view form, int nth = 1) const {
    std::string out;
    for (const auto& a : resolution.actors[token(form, nth)]) {
      const auto code = a.entity.coded();
      out += std::string(out.empty() ? "" : "; ") + (a.only_place ? "@" : "") + (code.empty() ? "?" : code);
    }
    return out;
  }
  /// The only actor at a token.
  [[nodiscard]] ResolvedActor actor(std::string_view form, int nth = 1) const {
    const auto& all = resolution.actors[token(form, nth)];
    EXPECT_EQ(all.size(), 1u) << form;
    return all.empty() ? ResolvedActor{} : all.front();
  }
  [[nodiscard]] std::string antecedent(std::string_view form, int nth = 1) const {
    const auto t = resolution.antecedent[token(form, nth)];
    return t == no_token ? "" : std::string(document.tokens[t].form);
  }
  /// Of a coordination that is gone back to as a whole, the last member.
  [[nodiscard]] std::string last_of_antecedent(std::string_view form, int nth = 1) const {
    const auto t = resolution.antecedent_last[token(form, nth)];
    return t == no_token ? "" : std::string(document.tokens[t].form);
  }

  Report report;
  Document document;
  Resolution resolution;

 private:
  static Upos upos_of(std::string_view text) {
    for (std::size_t i = 0; i < upos_count; ++i) {
      if (sitrep::name(static_cast<Upos>(i)) == text) {
        return static_cast<Upos>(i);
      }
    }
    ADD_FAILURE() << "no such tag " << text;
    return Upos::X;
  }
  static std::string lemma_of(std::string form, std::string_view feats) {
    for (auto& c : form) {
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    if (feats.find("Number=Plur") != std::string_view::npos) {
      if (form.ends_with("ies")) {
        form.replace(form.size() - 3, 3, "y");
      } else if (form.ends_with("s")) {
        form.pop_back();
      }
    }
    return form;
  }

  std::deque<std::string> kept_;
};

/// The shipped actors, with a few people of these tests.
inline const ActorLexicon& shipped_actors(std::vector<KnowledgeFault>* faults_out = nullptr) {
  struct Loaded {
    std::deque<std::string> texts;
    std::deque<std::string> names;
    ActorLexicon lexicon;
    std::vector<KnowledgeFault> faults;
    void add(std::string file, std::string text) {
      const auto& kept_name = names.emplace_back(std::move(file));
      lexicon.add(read_blocks(texts.emplace_back(std::move(text)), kept_name, faults), faults);
    }
  };
  static const auto loaded = [] {
    auto out = std::make_unique<Loaded>();
    std::vector<std::filesystem::path> files;
    for (const auto& file :
         std::filesystem::directory_iterator(std::filesystem::path(SITREP_KNOWLEDGE_DIR) / "actors")) {
      if (file.path().extension() == ".actors") {
        files.push_back(file.path());
      }
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
      std::ostringstream text;
      text << std::ifstream(file).rdbuf();
      out->add(file.filename().string(), text.str());
    }
    out->add("test.actors", R"(
person test-orlov
  name: Pavel Testorlov
  last: Testorlov
  gender: m
  office: RUS; Foreign Minister; 2004-03-09

person test-vance
  name: Miriam Testvance
  last: Testvance
  gender: f
  office: USA; Secretary of Defense; 2009-01; 2013-01-20
  office: USA; Secretary of State; 2021-01-26; 2025-01-20

person test-lima
  name: Antonio Testlima
  last: Testlima
  gender: m
  office: PRT; Prime Minister; 1995; 2002
  office: UNO; Secretary-General; 2017-01-01
)");
    out->lexicon.finish(out->faults);
    return out;
  }();
  if (faults_out != nullptr) {
    *faults_out = loaded->faults;
  }
  return loaded->lexicon;
}

}  // namespace sitrep::testing
