#include "language/name_labels.h"

#include <algorithm>
#include <limits>

#include "language/kernels.h"
#include "record/annotation.h"

namespace sitrep {

namespace {

constexpr std::uint8_t begins(NameKind kind) {
  return static_cast<std::uint8_t>(1 + 2 * static_cast<int>(kind));
}
constexpr std::uint8_t goes_on(NameKind kind) {
  return static_cast<std::uint8_t>(begins(kind) + 1);
}

/// Requires: a name's label.
constexpr int kind_of(std::uint8_t label) {
  return (label - 1) / 2;
}

// Letters of tools/lexicon.mjs.
constexpr std::uint16_t classes_of_letters(std::string_view letters) {
  std::uint16_t bits = 0;
  for (const char letter : letters) {
    bits = static_cast<std::uint16_t>(bits | 1U << static_cast<unsigned>(letter - 'a'));
  }
  return bits;
}
constexpr std::uint16_t city = classes_of_letters("bcd");
constexpr std::uint16_t country_or_region = classes_of_letters("eg");
constexpr std::uint16_t of_country_or_region = classes_of_letters("efg");
constexpr std::uint16_t noun_or_adjective = classes_of_letters("ln");
constexpr std::uint16_t proper = classes_of_letters("p");
constexpr std::uint16_t noun = classes_of_letters("l");
constexpr std::uint16_t any_name = classes_of_letters("abcdefghijkp");
constexpr std::uint16_t known_owner = classes_of_letters("behk");

/// "CA", "Ca": the post's letters for a state of the United States.
bool is_state_code(std::string_view form) {
  static constexpr std::string_view codes =
      "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
      "PA "
      "RI SC SD TN TX UT VT VA WA WV WI WY DC";
  if (form.size() != 2 || form[0] < 'A' || form[0] > 'Z') {
    return false;
  }
  const char second = form[1] >= 'a' && form[1] <= 'z' ? static_cast<char>(form[1] - 'a' + 'A') : form[1];
  for (std::size_t i = 0; i + 1 < codes.size(); i += 3) {
    if (codes[i] == form[0] && codes[i + 1] == second) {
      return true;
    }
  }
  return false;
}

bool has_lower_case(std::string_view form) {
  return std::ranges::any_of(form, [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::span<std::uint8_t> NameDecoder::best(std::span<const NameScores> scores, NameSteps steps) {
  const std::size_t n = scores.size();
  from_.resize(n);
  NameScores sums{};
  for (std::size_t i = 0; i < n; ++i) {
    NameScores next{};
    for (std::size_t label = 0; label < name_labels; ++label) {
      float top = -std::numeric_limits<float>::infinity();
      const std::size_t last = i == 0 ? 1 : name_labels;
      for (std::size_t before = 0; before < last; ++before) {
        const float sum = sums[before] + steps[before * name_labels + label];
        if (may_follow(before, label) && sum > top) {
          top = sum;
          from_[i][label] = static_cast<std::uint8_t>(before);
        }
      }
      next[label] = top + scores[i][label];
    }
    sums = next;
  }
  labels_.resize(n);
  std::size_t label = kernels::largest(sums.data(), name_labels);
  for (std::size_t i = n; i-- > 0;) {
    labels_[i] = static_cast<std::uint8_t>(label);
    label = from_[i][label];
  }
  return labels_;
}

bool is_common_noun(std::uint16_t classes) {
  return (classes & noun) != 0 && (classes & any_name) == 0;
}

void part_places(std::span<const std::string_view> forms, std::span<const std::uint16_t> classes,
                 std::span<std::uint8_t> labels) {
  for (std::size_t i = 1; i < labels.size(); ++i) {
    const bool ends =
        labels[i] == goes_on(NameKind::location) && (i + 1 == labels.size() || labels[i + 1] != labels[i]);
    if (ends && is_state_code(forms[i])) {
      labels[i] = begins(NameKind::location);
      continue;
    }
    // "New York" and "South Korea" are in the lists word by word: what stands before must be of a city's name only.
    if (ends && (classes[i] & country_or_region) != 0 && (classes[i] & proper) != 0 &&
        (classes[i] & noun_or_adjective) == 0 && (classes[i - 1] & city) != 0 &&
        (classes[i - 1] & (of_country_or_region | noun_or_adjective)) == 0) {
      labels[i] = begins(NameKind::location);
    }
  }
}

void keep_compounds(const std::vector<bool>& joins, std::span<std::uint8_t> labels) {
  // What a sentence begins with has its capital from there: "Anti-" is of no name.
  for (std::size_t i = 2; i + 1 < labels.size(); ++i) {
    if (!joins[i] || labels[i] != 0) {
      continue;
    }
    const bool goes_on_behind = i + 2 < labels.size() && labels[i + 2] == labels[i + 1] + 1;
    if (labels[i - 1] != 0 && labels[i + 1] % 2 == 1 && goes_on_behind &&
        kind_of(labels[i - 1]) != kind_of(labels[i + 1])) {
      --labels[i + 2];  // "Guinea-Bissau" is no first name of its minister
      labels[i] = labels[i + 1] = static_cast<std::uint8_t>(labels[i - 1] + labels[i - 1] % 2);
    } else if (labels[i - 1] == 0 && labels[i + 1] != 0) {
      labels[i - 1] = labels[i + 1];
      labels[i] = labels[i + 1] = static_cast<std::uint8_t>(labels[i + 1] + 1);
    } else if (labels[i - 1] != 0 && labels[i + 1] == 0) {
      labels[i] = labels[i + 1] = static_cast<std::uint8_t>(labels[i - 1] + labels[i - 1] % 2);
    }
  }
}

void part_offices(std::span<const std::string_view> forms, std::span<std::uint8_t> labels) {
  static constexpr std::array<std::string_view, 32> offices = {
      "President", "Minister",   "Premier",     "Chancellor",     "Secretary",         "Commissioner",
      "Governor",  "Mayor",      "Chief",       "Chairman",       "Chairwoman",        "Director",
      "Commander", "Ambassador", "Envoy",       "Spokesman",      "Spokeswoman",       "Speaker",
      "Senator",   "Inspector",  "Judge",       "Superintendent", "Secretary-General", "Prosecutor",
      "Leader",    "Counsel",    "Coordinator", "Representative", "Captain",           "Colonel",
      "Sergeant",  "Lieutenant"};
  static constexpr std::array<std::string_view, 4> honorifics = {"Sir", "Dame", "Lord", "Dr."};
  constexpr std::uint8_t person = begins(NameKind::person);
  for (std::size_t i = 0; i + 1 < labels.size(); ++i) {
    if (labels[i] == 0 || std::ranges::find(offices, forms[i]) == offices.end()) {
      continue;
    }
    const bool honoured = i + 2 < labels.size() && labels[i + 1] == 0 && labels[i + 2] == person &&
                          std::ranges::find(honorifics, forms[i + 1]) != honorifics.end();
    if (labels[i] % 2 == 0 && (labels[i + 1] == person || honoured)) {
      labels[i] = 0;
    } else if (labels[i] == person && labels[i + 1] == goes_on(NameKind::person) && forms[i + 1][0] >= 'A' &&
               forms[i + 1][0] <= 'Z') {  // not "President of Chad"
      labels[i] = 0;
      labels[i + 1] = person;
    }
  }
}

void join_legal_forms(std::span<const std::string_view> forms, std::span<std::uint8_t> labels) {
  static constexpr std::array<std::string_view, 11> legal_forms = {"Inc",  "Inc.", "Ltd",   "Ltd.", "LLC", "L.L.C.",
                                                                   "L.P.", "Corp", "Corp.", "PLC",  "S.A."};
  constexpr std::uint8_t inside = goes_on(NameKind::organisation);
  for (std::size_t i = 0; i + 2 < labels.size(); ++i) {
    const bool organisation = labels[i] == inside || labels[i] == begins(NameKind::organisation);
    if (organisation && forms[i + 1] == "," && std::ranges::find(legal_forms, forms[i + 2]) != legal_forms.end()) {
      labels[i + 1] = inside;
      labels[i + 2] = inside;
    }
  }
}

void keep_trade_names(std::span<const std::string_view> forms, std::span<const Upos> parts,
                      std::span<const std::uint16_t> classes, std::span<std::uint8_t> labels) {
  static constexpr std::array<std::string_view, 4> before_one_of_his = {"than", "like", "as", "of"};
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 1 < labels.size(); ++i) {
    if (labels[i] % 2 == 1) {
      begin = i;
    }
    const bool ends = labels[i] != 0 && labels[i + 1] == 0 && (forms[i + 1] == "'s" || forms[i + 1] == "\u2019s") &&
                      parts[i + 1] == Upos::PART;
    if (!ends || kind_of(labels[i]) == static_cast<int>(NameKind::person) ||
        kind_of(labels[i]) == static_cast<int>(NameKind::norp) || !has_lower_case(forms[i]) ||
        (classes[i] & known_owner) != 0) {
      continue;
    }
    const bool owns_nothing = i + 2 == labels.size() || parts[i + 2] == Upos::PUNCT || parts[i + 2] == Upos::ADP ||
                              parts[i + 2] == Upos::CCONJ || parts[i + 2] == Upos::AUX;
    if (owns_nothing &&
        (begin == 0 || std::ranges::find(before_one_of_his, forms[begin - 1]) == before_one_of_his.end())) {
      labels[i + 1] = static_cast<std::uint8_t>(labels[i] + labels[i] % 2);
    }
  }
}

}  // namespace sitrep
