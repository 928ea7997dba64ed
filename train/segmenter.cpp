#include "train/segmenter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

#include "language/boundary_features.h"
#include "language/segmenter.h"
#include "train/random.h"

namespace sitrep::train {

namespace {

constexpr unsigned row_bits = 18;
constexpr int passes = 8;
constexpr float first_rate = 0.35F;
constexpr float decay = 2e-6F;

bool ascii_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool ascii_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool letter_byte(char c) {
  return ascii_upper(c) || ascii_lower(c) || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::string document_of(const std::string& id) {
  return id.substr(0, id.rfind('-'));
}

// Whether a word continues a multiword token: as the treebank says, else letters that adjoin.
bool continues_word(const TrainingWord& before, const TrainingWord& word) {
  if (before.space_after || before.form.empty() || word.form.empty()) {
    return false;
  }
  if (word.inside_multiword) {
    return true;
  }
  const bool clitic = (word.form[0] == '\'' || word.form[0] == '`' || word.form.starts_with("’")) &&
                      word.upos != "PUNCT" && word.form.size() > 1 && word.form.size() <= 5;
  const bool left = letter_byte(before.form.back()) && before.upos != "PUNCT";
  return left && (clitic || (letter_byte(word.form[0]) && word.upos != "PUNCT" && !word.form.starts_with("\xE2\x80")));
}

/// Web texts write "its" for "it's", and treebanks part it; where it is right it must stay whole.
void join_its(std::vector<TrainingWord>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if ((words[i - 1].form == "it" || words[i - 1].form == "It") && words[i].form == "s" && !words[i - 1].space_after) {
      words[i - 1].form += words[i].form;
      words[i - 1].space_after = words[i].space_after;
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

const std::string& any_of(const std::vector<std::string>& list, Random& random) {
  return list[random.below(static_cast<std::uint32_t>(list.size()))];
}

bool is_month(const std::string& form) {
  static constexpr std::array<std::string_view, 10> months = {"January",   "February", "March",    "April",    "August",
                                                              "September", "October",  "November", "December", "Sept."};
  return std::ranges::find(months, form) != months.end();
}

// Puts abbreviations where they could stand.
void put_abbreviations(std::vector<TrainingWord>& words, const Abbreviations& list, Random& random) {
  std::vector<TrainingWord> out;
  out.reserve(words.size() + 2);
  const auto insert = [&](const std::string& form, bool space) {
    TrainingWord word;
    word.form = form;
    word.upos = "PROPN";
    word.space_after = space;
    out.push_back(std::move(word));
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto& word = words[i];
    const bool adjoins = i > 0 && !words[i - 1].space_after;
    const bool name = word.upos == "PROPN" && !word.form.empty() && ascii_upper(word.form[0]) && word.form.size() > 2;
    const bool name_before = i > 0 && words[i - 1].upos == "PROPN";
    const bool number = word.upos == "NUM" && !word.form.empty() && word.form[0] >= '0' && word.form[0] <= '9';
    if (name && !name_before && !adjoins && !list.titles.empty() && random.chance(0.06F)) {
      insert(any_of(list.titles, random), true);
      if (random.chance(0.25F)) {
        insert(std::string(1, static_cast<char>('A' + random.below(26))) + ".", true);
      }
    } else if (name && name_before && !adjoins && random.chance(0.06F)) {
      insert(std::string(1, static_cast<char>('A' + random.below(26))) + ".", true);
    } else if (number && !adjoins && word.form.size() < 4 && random.chance(0.06F) && !list.numbers.empty() &&
               !name_before) {
      insert(any_of(random.chance(0.6F) && !list.months.empty() ? list.months : list.numbers, random), true);
    }
    if (is_month(word.form) && word.space_after && i + 1 < words.size() && words[i + 1].upos == "NUM" &&
        !list.months.empty() && random.chance(0.5F)) {
      word.form = any_of(list.months, random);
    }
    const bool before_stop = i + 2 == words.size() && words[i + 1].form == ".";
    if (name && word.form.back() != '.' && !list.places.empty() && random.chance(before_stop ? 0.08F : 0.015F)) {
      if (random.chance(0.4F) && !list.firms.empty() && (word.space_after || before_stop)) {
        auto first = word;
        first.space_after = true;
        out.push_back(std::move(first));
        word.form = any_of(list.firms, random);
        word.inside_multiword = false;
      } else if (word.space_after || before_stop) {
        word.form = any_of(list.places, random);
      }
      if (before_stop && word.form.back() == '.') {
        // One stop serves both.
        word.space_after = true;
        out.push_back(word);
        break;
      }
    } else if (number && before_stop && !list.times.empty() && random.chance(0.08F)) {
      word.space_after = true;
      out.push_back(word);
      insert(any_of(list.times, random), true);
      break;
    }
    out.push_back(word);
  }
  words = std::move(out);
}

struct Style {
  bool curly_quotes = false;
  bool curly_apostrophes = false;
  int dash = 0;  ///< 0 as they are, 1 long and adjoining, 2 short with spaces, 3 two hyphens
  float paragraph = 0.2F;
  float line = 0;
  bool wrapped = false;
  bool flat = false;  ///< no title case, no headlines: as the treebank has it
};

void put_style(std::vector<TrainingWord>& words, const Style& style, Random& random, bool& quote_open) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto& form = words[i].form;
    if (style.curly_quotes && (form == "\"" || form == "''" || form == "``")) {
      form = quote_open ? "”" : "“";
      quote_open = !quote_open;
    } else if (form == "\"") {
      quote_open = !quote_open;
    }
    if (style.curly_apostrophes) {
      for (auto at = form.find('\''); at != std::string::npos && words[i].upos != "PUNCT"; at = form.find('\'', at)) {
        form.replace(at, 1, "’");
      }
    }
    const bool dash = form == "-" || form == "--" || form == "—" || form == "–";
    if (style.dash != 0 && dash && words[i].space_after && i > 0 && words[i - 1].space_after) {
      form = style.dash == 1 ? "—" : (style.dash == 2 ? "–" : "--");
      if (style.dash == 1) {
        words[i].space_after = false;
        words[i - 1].space_after = false;
      }
    }
  }
  if (!style.flat && random.chance(0.025F)) {
    for (auto& word : words) {
      for (auto& c : word.form) {
        c = ascii_lower(c) ? static_cast<char>(c - 32) : c;
      }
    }
  }
}

// What a trained table knows of: splits between letters.
std::vector<std::uint64_t> collect_splits(const std::vector<SegmentedText>& texts) {
  TextUnits units;
  std::map<std::uint64_t, int> whole;
  std::map<std::uint64_t, int> right;
  for (const auto& text : texts) {
    units.load(text.text, 0, text.text.size());
    std::size_t next = 0;
    for (std::size_t i = 0; i + 1 < units.size(); ++i) {
      while (next < text.ends.size() && text.ends[next].byte < units.end_byte(i)) {
        ++next;
      }
      if (next < text.ends.size() && text.ends[next].byte == units.end_byte(i) && units.gap_after(i) == Gap::none &&
          units.is_letter(i) && units.is_letter(i + 1)) {
        const auto keys = split_keys(units, i);
        if (keys.whole != 0) {
          ++whole[keys.whole];
        }
        if (keys.right != 0) {
          ++right[keys.right];
        }
      }
    }
  }
  std::set<std::uint64_t> keys;
  for (const auto& [key, count] : whole) {
    keys.insert(key);
  }
  for (const auto& [key, count] : right) {
    if (count >= 2) {
      keys.insert(key);
    }
  }
  return {keys.begin(), keys.end()};
}

}  // namespace

Abbreviations read_abbreviations(const std::filesystem::path& file) {
  Abbreviations list;
  const std::array<std::pair<std::string_view, std::vector<std::string>*>, 6> kinds = {{{"title ", &list.titles},
                                                                                        {"month ", &list.months},
                                                                                        {"number ", &list.numbers},
                                                                                        {"firm ", &list.firms},
                                                                                        {"place ", &list.places},
                                                                                        {"time ", &list.times}}};
  for_each_line(file, [&](std::string_view line) {
    for (const auto& [kind, words] : kinds) {
      if (line.starts_with(kind)) {
        words->emplace_back(line.substr(kind.size()));
      }
    }
  });
  return list;
}

std::vector<SegmentedText> make_texts(const std::vector<TrainingSentence>& sentences,
                                      const Abbreviations& abbreviations, std::uint64_t seed) {
  Random random(seed);
  std::vector<SegmentedText> texts;
  std::string document = "\n";
  Style style;
  bool quote_open = false;
  std::size_t column = 0;
  for (const auto& sentence : sentences) {
    if (!sentence.has_tree || sentence.words.empty()) {
      continue;
    }
    if (auto id = document_of(sentence.id); id != document) {
      document = std::move(id);
      texts.emplace_back();
      style = Style{};
      style.curly_quotes = random.chance(0.35F);
      style.curly_apostrophes = style.curly_quotes ? random.chance(0.9F) : random.chance(0.05F);
      style.dash = random.chance(0.3F) ? static_cast<int>(1 + random.below(3)) : 0;
      static constexpr std::array<float, 4> paragraphs = {0.05F, 0.2F, 0.2F, 0.6F};
      style.paragraph = paragraphs[random.below(4)];
      style.line = random.chance(0.35F) ? 0.35F : 0.0F;
      style.wrapped = random.chance(0.15F);
      style.flat = random.chance(0.4F);
      quote_open = false;
      column = 0;
    }
    auto& text = texts.back();
    auto words = sentence.words;
    join_its(words);
    for (std::size_t i = 1; i < words.size(); ++i) {
      words[i].inside_multiword = continues_word(words[i - 1], words[i]);
    }
    if (!style.flat) {
      put_abbreviations(words, abbreviations, random);
    }
    put_style(words, style, random, quote_open);
    bool paragraph = random.chance(style.paragraph);
    bool line = random.chance(style.line);
    if (!style.flat && words.size() > 3 && words.size() < 16 && words.back().form == "." && random.chance(0.06F)) {
      // A headline.
      words.pop_back();
      (random.chance(0.7F) ? paragraph : line) = true;
    }
    const bool next_adjoins = !words.back().space_after && !paragraph && !line;
    for (std::size_t i = 0; i < words.size(); ++i) {
      auto form = words[i].form;
      std::erase(form, ' ');
      text.text += form;
      column += form.size();
      const bool last = i + 1 == words.size();
      text.ends.push_back({static_cast<std::uint32_t>(text.text.size()), last, !last && words[i + 1].inside_multiword});
      if (last) {
        break;
      }
      if (words[i].space_after) {
        const bool breaks = style.wrapped && column > 64;
        text.text += breaks ? '\n' : ' ';
        column = breaks ? 0 : column + 1;
      }
    }
    if (paragraph) {
      text.text += "\n\n";
      column = 0;
      quote_open = false;
    } else if (line || (style.wrapped && column > 64)) {
      text.text += '\n';
      column = 0;
    } else if (!next_adjoins) {
      text.text += random.chance(0.04F) ? "  " : " ";
      ++column;
    }
  }
  return texts;
}

std::string train_segmenter(const std::vector<TrainingSentence>& sentences, std::uint64_t seed,
                            const Abbreviations& abbreviations) {
  const auto splits = collect_splits(make_texts(sentences, abbreviations, seed));
  const std::size_t rows = std::size_t{1} << row_bits;
  std::vector<float> weights(rows * boundary_count);
  std::vector<float> squares(rows * boundary_count, 1e-2F);
  TextUnits units;
  std::vector<std::uint64_t> features;
  Random random(seed + 99);
  for (int pass = 0; pass < passes; ++pass) {
    const auto texts = make_texts(sentences, abbreviations, seed + static_cast<std::uint64_t>(pass));
    const float rate = first_rate * (1.0F - static_cast<float>(pass) / static_cast<float>(passes));
    std::vector<std::size_t> order(texts.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      order[i] = i;
      std::swap(order[i], order[random.below(static_cast<std::uint32_t>(i + 1))]);
    }
    for (const auto number : order) {
      const auto& text = texts[number];
      units.load(text.text, 0, text.text.size());
      std::size_t next = 0;
      std::size_t token_begin = 0;
      std::size_t tokens = 0;
      for (std::size_t i = 0; i < units.size(); ++i) {
        while (next < text.ends.size() && text.ends[next].byte < units.end_byte(i)) {
          ++next;
        }
        const bool ends = next < text.ends.size() && text.ends[next].byte == units.end_byte(i);
        const auto gold = !ends                              ? Boundary::none
                          : text.ends[next].sentence         ? Boundary::sentence
                          : text.ends[next].inside_multiword ? Boundary::inside_multiword
                                                             : Boundary::token;
        const auto allowed = allowed_boundaries(units, i, splits);
        if (((allowed >> static_cast<unsigned>(gold)) & 1U) != 0 && (allowed & (allowed - 1)) != 0) {
          boundary_features(units, i, token_begin, tokens, features);
          std::array<float, boundary_count> score{};
          for (const auto feature : features) {
            const auto* row = &weights[(feature >> (64U - row_bits)) * boundary_count];
            for (std::size_t k = 0; k < boundary_count; ++k) {
              score[k] += row[k];
            }
          }
          float highest = -1e30F;
          for (std::size_t k = 0; k < boundary_count; ++k) {
            highest = (allowed >> k & 1U) != 0 ? std::max(highest, score[k]) : highest;
          }
          float sum = 0;
          for (std::size_t k = 0; k < boundary_count; ++k) {
            score[k] = (allowed >> k & 1U) != 0 ? std::exp(score[k] - highest) : 0.0F;
            sum += score[k];
          }
          const float gold_share = score[static_cast<std::size_t>(gold)] / sum;
          if (gold_share < 0.9995F) {
            for (std::size_t k = 0; k < boundary_count; ++k) {
              const float gradient = score[k] / sum - (k == static_cast<std::size_t>(gold) ? 1.0F : 0.0F);
              if (std::abs(gradient) < 1e-4F) {
                continue;
              }
              for (const auto feature : features) {
                const auto at = (feature >> (64U - row_bits)) * boundary_count + k;
                const float g = gradient + decay * weights[at];
                squares[at] += g * g;
                weights[at] -= rate * 0.3F * g / std::sqrt(squares[at]);
              }
            }
          }
        }
        if (gold != Boundary::none) {
          token_begin = i + 1;
          tokens = gold == Boundary::sentence ? 0 : tokens + 1;
        }
      }
    }
  }

  float largest = 1e-6F;
  for (const auto w : weights) {
    largest = std::max(largest, std::abs(w));
  }
  SegmenterHeader header;
  header.magic = segmenter_magic;
  header.version = segmenter_version;
  header.row_bits = row_bits;
  header.split_count = static_cast<std::uint32_t>(splits.size());
  header.scale = largest / 127.0F;
  std::string section(sizeof header + splits.size() * sizeof(std::uint64_t) + weights.size(), '\0');
  std::memcpy(section.data(), &header, sizeof header);
  if (!splits.empty()) {
    std::memcpy(section.data() + sizeof header, splits.data(), splits.size() * sizeof(std::uint64_t));
  }
  const std::size_t base = section.size() - weights.size();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    section[base + i] = static_cast<char>(static_cast<std::int8_t>(std::lround(weights[i] / header.scale)));
  }
  return section;
}

}  // namespace sitrep::train
