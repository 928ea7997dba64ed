// Any bytes at all go through the language core and the coder: no fault, and every span inside the text.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/encoding.h"
#include "ingest/reader.h"
#include "language/language.h"
#include "support/coding.h"

namespace sitrep {
namespace {

const Language& language() {
  static const auto loaded = Language::load(SITREP_MODEL_FILE);
  return loaded;
}

bool on_character(std::string_view text, std::uint32_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0u) != 0x80u;
}

/// Everything that the document points at lies in the text, in order and in the sentence that holds it.
void expect_sound(const Document& document, std::string_view text) {
  std::uint32_t end = 0;
  std::uint32_t next_token = 0;
  for (const auto& sentence : document.sentences) {
    ASSERT_EQ(sentence.begin, next_token);
    ASSERT_LT(sentence.begin, sentence.end);
    next_token = sentence.end;
    ASSERT_LE(sentence.end, document.tokens.size());
    std::size_t roots = 0;
    for (auto t = sentence.begin; t < sentence.end; ++t) {
      const auto& token = document.tokens[t];
      ASSERT_LE(token.span.begin, token.span.end);
      ASSERT_LE(token.span.end, text.size());
      ASSERT_GE(token.span.begin, end);
      ASSERT_TRUE(on_character(text, token.span.begin));
      ASSERT_TRUE(on_character(text, token.span.end));
      end = token.span.end;
      roots += token.head == no_token ? 1u : 0u;
      ASSERT_TRUE(token.head == no_token || (sentence.begin <= token.head && token.head < sentence.end));
    }
    ASSERT_EQ(roots, 1u);
  }
  ASSERT_EQ(next_token, document.tokens.size());
  for (const auto& name : document.names) {
    ASSERT_LT(name.begin, name.end);
    ASSERT_LE(name.end, document.tokens.size());
  }
}

void expect_in(Span span, std::string_view text) {
  ASSERT_LE(span.begin, span.end);
  ASSERT_LE(span.end, text.size());
}

/// The way that bytes of a file take: made UTF-8, analysed, coded.
void go_through(const std::string& bytes) {
  Report report;
  report.text = to_utf8(bytes).text;
  const auto document = language().analyse(report.text);
  expect_sound(document, report.text);
  const auto coding = testing::shipped_coder().code(report, document);
  for (const auto& event : coding.events) {
    for (const auto& evidence : event.evidence) {
      expect_in(evidence.span, report.text);
    }
    for (const auto* side : {&event.actors, &event.recipients}) {
      for (const auto& entity : *side) {
        expect_in(entity.span, report.text);
      }
    }
  }
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    out += piece;
  }
  return out;
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
  std::uint32_t below(std::uint32_t bound) {
    state_ ^= state_ >> 12u;
    state_ ^= state_ << 25u;
    state_ ^= state_ >> 27u;
    return static_cast<std::uint32_t>((state_ * 0x2545F4914F6CDD1Du) >> 33u) % bound;
  }

 private:
  std::uint64_t state_;
};

TEST(AnyBytes, NothingAndBlanks) {
  for (const std::string text : {"", " ", "\n", "\n\n\n\n", "\t \r\n \f\v", "\xEF\xBB\xBF"}) {
    go_through(text);
  }
}

TEST(AnyBytes, EveryByteAlone) {
  for (int b = 0; b < 256; ++b) {
    go_through(std::string(1, static_cast<char>(b)));
  }
  std::string all;
  for (int b = 0; b < 256; ++b) {
    all += static_cast<char>(b);
  }
  go_through(all);
  go_through("Rebels attacked" + all + "the town.");
}

TEST(AnyBytes, SignsAlone) {
  for (const char* sign : {".",
                           "!",
                           "?",
                           "\"",
                           "'",
                           "-",
                           "(",
                           ")",
                           "...",
                           "$",
                           "%",
                           "#",
                           "@",
                           "&",
                           "*",
                           "/",
                           ":",
                           ";",
                           "\xE2\x80\x9C",
                           "\xE2\x80\x9D",
                           "\xE2\x80\x94",
                           "\xE2\x80\xA6"}) {
    go_through(sign);
    go_through(repeated(sign, 120));
    go_through(repeated(std::string(sign) + " ", 60));
  }
}

TEST(AnyBytes, ATokenWithoutEnd) {
  go_through(std::string(1 << 20, 'a'));
  go_through("Troops shelled " + std::string(60000, 'x') + " on Monday.");
  go_through(std::string(60000, '9'));
  go_through(repeated("\xE4\xB8\xAD", 20000));
  go_through(repeated("a-", 8000));
  go_through("http://example.org/" + repeated("path/", 4000));
}

TEST(AnyBytes, ASentenceWithoutEnd) {
  go_through(repeated("the army ", 1000));
  go_through(repeated("Syria and ", 800) + "Turkey met.");
  go_through(repeated("he said that ", 500) + "it left.");
  go_through(repeated("killed ", 800));
  go_through(repeated("his ", 1500));
  go_through(repeated("President Obama, ", 800));
  go_through(repeated("both sides ", 500));
  go_through(repeated("one hundred and ", 800) + "three people died");
  go_through(repeated("on Monday ", 1000));
}

TEST(AnyBytes, ManyShortSentences) {
  go_through(repeated("He left. ", 800));
  go_through(repeated("Rebels attacked it. ", 400));
  go_through(repeated("A\n\n", 1500));
  go_through(repeated("\"I\" ", 800));
  go_through(repeated("\xE2\x80\x9CWe will fight, ", 400));
}

TEST(AnyBytes, BracketsAndQuotationsNeverClosed) {
  go_through(repeated("(", 500) + "Iran attacked Iraq" + repeated(")", 400));
  go_through(repeated("\"'", 400) + "The army fled.");
  go_through(repeated("[{<", 300));
}

TEST(AnyBytes, ZeroWidthAndBidirectional) {
  const std::string zero = "\xE2\x80\x8B";     // zero width space
  const std::string joiner = "\xE2\x80\x8D";   // zero width joiner
  const std::string left = "\xE2\x80\xAE";     // right-to-left override
  const std::string isolate = "\xE2\x81\xA6";  // left-to-right isolate
  const std::string mark = "\xEF\xBB\xBF";
  const std::string soft = "\xC2\xAD";
  for (const auto& sign : {zero, joiner, left, isolate, mark, soft}) {
    go_through(sign);
    go_through(repeated(sign, 500));
    go_through("Re" + sign + "bels " + sign + "attacked" + sign + " the " + sign + " town" + sign + ".");
    go_through(sign + "Rebels attacked the town." + sign);
  }
}

TEST(AnyBytes, EmojiAndMixedScripts) {
  go_through(
      "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 attacked "
      "\xF0\x9F\x87\xBA\xF0\x9F\x87\xB8!");
  go_through(repeated("\xF0\x9F\x98\x80", 1000));
  go_through(
      "\xD0\x9F\xD1\x80\xD0\xB5\xD0\xB7\xD0\xB8\xD0\xB4\xD0\xB5\xD0\xBD\xD1\x82 met "
      "\xD8\xA7\xD9\x84\xD8\xB1\xD8\xA6\xD9\x8A\xD8\xB3 in \xE5\x8C\x97\xE4\xBA\xAC, "
      "\xE0\xA4\xA6\xE0\xA4\xBF\xE0\xA4\xB2\xE0\xA5\x8D\xE0\xA4\xB2\xE0\xA5\x80.");
  go_through("e" + repeated("\xCC\x81", 4000) + " killed five.");
}

TEST(AnyBytes, RandomBytes) {
  Random random(7);
  for (int round = 0; round < 40; ++round) {
    std::string bytes(random.below(600), '\0');
    for (auto& b : bytes) {
      b = static_cast<char>(random.below(256));
    }
    go_through(bytes);
  }
}

TEST(AnyBytes, RandomWordsAndSigns) {
  static constexpr std::string_view pieces[] = {
      "Russia",   "the",       "army",   "killed", "he",           "\"",
      "'s",       ",",         ".",      "\n\n",   "\n",           "U.S.",
      "and",      "both",      "sides",  "of",     "his",          "who",
      "(",        ")",         "5",      "said",   "that",         "Monday",
      "Minister", "not",       "will",   "attack", "\xE2\x80\x9C", "\xE2\x80\x9D",
      "--",       "President", "troops", "n't",    "1,000",        "UN"};
  Random random(11);
  for (int round = 0; round < 60; ++round) {
    std::string text;
    const auto length = 1 + random.below(120);
    for (std::uint32_t i = 0; i < length; ++i) {
      text += pieces[random.below(std::size(pieces))];
      if (random.below(5) != 0) {
        text += ' ';
      }
    }
    go_through(text);
  }
}

TEST(AnyBytes, CutAnywhere) {
  const std::string text =
      "KYIV (Reuters) - \xE2\x80\x9CWe won\xE2\x80\x99t stop,\xE2\x80\x9D President Zelenskiy said on 3 May; troops, "
      "he "
      "added, had shelled Donetsk\xE2\x80\x94killing at least 12 people.";
  for (std::size_t cut = 0; cut < text.size(); ++cut) {
    go_through(text.substr(0, cut));
    go_through(text.substr(cut));
  }
}

}  // namespace
}  // namespace sitrep
