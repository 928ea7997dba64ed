#include "train/coreference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "train/random.h"

namespace sitrep::train {

namespace {

std::string_view field(std::string_view line, int number) {
  for (; number > 0; --number) {
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) {
      return {};
    }
    line.remove_prefix(tab + 1);
  }
  return line.substr(0, line.find('\t'));
}

MentionType type_of(std::string_view name) {
  if (name == "person") {
    return MentionType::person;
  }
  if (name == "organization") {
    return MentionType::group;
  }
  if (name == "place") {
    return MentionType::place;
  }
  return name == "time" ? MentionType::time : MentionType::thing;
}

std::string_view code_name(MentionType type) {
  static constexpr std::array<std::string_view, mention_type_count> names = {"unknown", "person", "group",
                                                                             "place",   "thing",  "time"};
  return names[static_cast<std::size_t>(type)];
}

/// The top token of a mention.
std::uint32_t top_of(const Document& document, const GoldMention& mention) {
  for (auto t = mention.begin; t < mention.end; ++t) {
    const auto up = document.tokens[t].head;
    if (document.tokens[t].upos != Upos::PUNCT && (up == no_token || up < mention.begin || up >= mention.end)) {
      return t;
    }
  }
  return mention.begin;
}

using GoldByHead = std::unordered_map<std::uint32_t, const GoldMention*>;

/// Chain by head token; of mentions with one head the shortest, so that "A and B" is not A.
GoldByHead by_head(const ChainExample& example) {
  GoldByHead out;
  for (const auto& m : example.gold->mentions) {
    auto& there = out[top_of(*example.document, m)];
    if (there == nullptr || m.end - m.begin < there->end - there->begin) {
      there = &m;
    }
  }
  return out;
}

/// Chain of a coordination by its first member's head: the shortest mention with that head that holds the last member.
const GoldMention* coordination(const ChainExample& example, const Mention& mention) {
  const GoldMention* best = nullptr;
  for (const auto& m : example.gold->mentions) {
    if (m.begin <= mention.head && mention.last_joined < m.end && top_of(*example.document, m) == mention.head &&
        (best == nullptr || m.end - m.begin < best->end - best->begin)) {
      best = &m;
    }
  }
  return best;
}

/// One decision with its right answers.
struct Sample {
  std::vector<std::vector<std::uint32_t>> features;
  std::vector<bool> right;
};

class Teacher : public ChainDecider {
 public:
  Teacher(const ChainExample& example, const GoldByHead& gold, std::vector<Sample>& samples)
      : example_(&example), gold_(&gold), samples_(&samples) {}

  std::size_t decide(const std::vector<Mention>& mentions, const ChainDecision& decision) override {
    const auto chain = [&](std::uint32_t mention) -> std::string_view {
      if (mentions[mention].last_joined != no_token) {
        const auto* found = coordination(*example_, mentions[mention]);
        return found == nullptr ? std::string_view() : std::string_view(found->chain);
      }
      const auto it = gold_->find(mentions[mention].head);
      return it == gold_->end() ? std::string_view() : std::string_view(it->second->chain);
    };
    const auto own = chain(decision.mention);
    Sample sample;
    sample.features = decision.features;
    sample.right.assign(decision.features.size(), false);
    std::size_t nearest = decision.candidates.size();
    for (std::size_t i = 0; i < decision.candidates.size(); ++i) {
      if (!own.empty() && chain(decision.candidates[i]) == own) {
        sample.right[i + 1] = true;
        nearest = std::min(nearest, i);
      }
    }
    sample.right[0] = nearest == decision.candidates.size();
    samples_->push_back(std::move(sample));
    return nearest;
  }

 private:
  const ChainExample* example_;
  const GoldByHead* gold_;
  std::vector<Sample>* samples_;
};

}  // namespace

std::vector<GoldChains> read_chains(std::string_view conllu) {
  std::vector<GoldChains> out;
  std::vector<GoldMention> open;
  std::uint32_t token = 0;
  while (!conllu.empty()) {
    const auto end = std::min(conllu.find('\n'), conllu.size());
    const auto line = conllu.substr(0, end);
    conllu.remove_prefix(std::min(end + 1, conllu.size()));
    if (line.starts_with("# newdoc id = ")) {
      out.emplace_back();
      out.back().id = line.substr(14);
      open.clear();
      token = 0;
    } else if (line.starts_with("# meta::genre = ") && !out.empty()) {
      out.back().genre = line.substr(16);
    }
    if (line.empty() || line.front() == '#' || out.empty()) {
      continue;
    }
    if (field(line, 0).find_first_of("-.") != std::string_view::npos) {
      continue;
    }
    auto misc = field(line, 9);
    const auto at = misc.starts_with("Entity=") ? 0 : misc.find("|Entity=");
    if (at != std::string_view::npos) {
      misc.remove_prefix(at == 0 ? 7 : at + 8);
      misc = misc.substr(0, misc.find('|'));
      while (!misc.empty()) {
        if (misc.front() == '(') {
          // "(3-person-giv:act-...)" opens a mention, and closes it where the bracket follows.
          auto stop = misc.find_first_of("()", 1);
          stop = stop == std::string_view::npos ? misc.size() : stop;
          const auto body = misc.substr(1, stop - 1);
          GoldMention m;
          m.begin = token;
          m.chain = body.substr(0, body.find('-'));
          const auto rest = body.substr(std::min(body.find('-') + 1, body.size()));
          m.type = rest.substr(0, rest.find('-'));
          if (stop < misc.size() && misc[stop] == ')') {
            m.end = token + 1;
            out.back().mentions.push_back(m);
            ++stop;
          } else {
            open.push_back(m);
          }
          misc.remove_prefix(stop);
        } else {
          const auto stop = std::min(misc.find(')'), misc.size());
          const auto chain = misc.substr(0, stop);
          for (auto i = open.size(); i-- > 0;) {
            if (open[i].chain == chain) {
              open[i].end = token + 1;
              out.back().mentions.push_back(open[i]);
              open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
              break;
            }
          }
          misc.remove_prefix(std::min(stop + 1, misc.size()));
        }
      }
    }
    ++token;
  }
  return out;
}

std::map<std::string, ChainModel::NounType> noun_types(const std::vector<ChainExample>& examples) {
  struct Counts {
    std::array<int, mention_type_count> types{};
    int definite = 0;  ///< with "the", "this" or an owner, the first of its word
    int back = 0;      ///< of these, those whose chain was there before
  };
  std::map<std::string, Counts> counts;
  for (const auto& example : examples) {
    auto mentions = example.gold->mentions;
    std::ranges::stable_sort(mentions, {}, &GoldMention::begin);
    std::set<std::string> words;
    std::set<std::string> chains;
    for (const auto& m : mentions) {
      const auto top = top_of(*example.document, m);
      const auto& token = example.document->tokens[top];
      std::string lemma = token.lemma;
      std::ranges::transform(lemma, lemma.begin(),
                             [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      const bool first = words.insert(lemma).second;
      const bool back = !chains.insert(m.chain).second;
      if (token.upos != Upos::NOUN) {
        continue;
      }
      auto& count = counts[lemma];
      ++count.types[static_cast<std::size_t>(type_of(m.type))];
      bool definite = false;
      for (auto t = m.begin; t < top; ++t) {
        const auto& child = example.document->tokens[t];
        definite =
            definite || (child.head == top && (child.feature("Definite") == "Def" || child.deprel == "nmod:poss" ||
                                               child.feature("PronType") == "Dem"));
      }
      if (definite && first) {
        ++count.definite;
        count.back += back ? 1 : 0;
      }
    }
  }
  std::map<std::string, ChainModel::NounType> out;
  for (const auto& [lemma, count] : counts) {
    const auto total = std::accumulate(count.types.begin(), count.types.end(), 0);
    if (total < 2 || lemma.find_first_of("\"\\") != std::string::npos) {
      continue;
    }
    ChainModel::NounType noun;
    noun.word = chain_word_hash(lemma);
    const auto most = std::ranges::max_element(count.types);
    if (*most * 4 >= total * 3) {
      noun.type = static_cast<MentionType>(most - count.types.begin());
    }
    if (count.definite >= 2) {
      noun.goes_back = count.back * 4 < count.definite ? 1 : count.back * 2 < count.definite ? 2 : 3;
    }
    if (noun.type != MentionType::unknown || noun.goes_back != 0) {
      out.emplace(lemma, noun);
    }
  }
  return out;
}

std::vector<ChainModel::NounType> noun_table(const std::map<std::string, ChainModel::NounType>& types) {
  std::vector<ChainModel::NounType> out;
  out.reserve(types.size());
  for (const auto& [lemma, noun] : types) {
    out.push_back(noun);
  }
  std::ranges::sort(out, {}, &ChainModel::NounType::word);
  return out;
}

std::vector<float> train_chains(const std::vector<ChainExample>& examples, const ActorLexicon& lexicon,
                                const std::vector<ChainModel::NounType>& nouns, const ChainTrainingOptions& options) {
  std::vector<float> weights(chain_feature_count(), 0.0F);
  std::vector<Sample> samples;
  ChainModel model;
  model.weights = weights;
  model.nouns = nouns;
  for (const auto& example : examples) {
    const auto gold = by_head(example);
    Teacher teacher(example, gold, samples);
    const Syntax tree(*example.document);
    (void)find_chains(lexicon, *example.document, tree, model, teacher);
  }
  std::vector<float> squares(weights.size(), 1e-6F);
  std::vector<std::size_t> order(samples.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random random(1);
  std::vector<float> scores;
  std::vector<float> sum(weights.size(), 0.0F);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    shuffle(order, random);
    for (const auto index : order) {
      const auto& sample = samples[index];
      scores.assign(sample.features.size(), 0.0F);
      float highest = -1e30F;
      for (std::size_t c = 0; c < scores.size(); ++c) {
        for (const auto f : sample.features[c]) {
          scores[c] += weights[f];
        }
        if (!sample.right[c]) {
          scores[c] += c == 0 ? options.cost_missed : sample.right[0] ? options.cost_false : options.cost_wrong;
        }
        highest = std::max(highest, scores[c]);
      }
      float all = 0;
      float right = 0;
      for (std::size_t c = 0; c < scores.size(); ++c) {
        scores[c] = std::exp(scores[c] - highest);
        all += scores[c];
        right += sample.right[c] ? scores[c] : 0.0F;
      }
      for (std::size_t c = 0; c < scores.size(); ++c) {
        const float gradient = (sample.right[c] && right > 0 ? scores[c] / right : 0.0F) - scores[c] / all;
        if (std::abs(gradient) < 1e-4F) {
          continue;
        }
        for (const auto f : sample.features[c]) {
          const float g = gradient - options.decay * weights[f];
          squares[f] += g * g;
          weights[f] += options.rate * g / std::sqrt(squares[f]);
        }
      }
    }
    // The average of the passes' weights wanders less than the last ones.
    for (std::size_t f = 0; f < weights.size(); ++f) {
      sum[f] += weights[f];
    }
  }
  for (auto& w : sum) {
    w /= static_cast<float>(std::max(1, options.epochs));
  }
  return sum;
}

std::string weights_file(const std::vector<float>& weights) {
  std::string out = "// Made by 'sitrep train-coreference'; not to be edited.\n";
  const auto groups = chain_feature_groups();
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto end = g + 1 < groups.size() ? groups[g + 1].first : weights.size();
    out += "// " + std::string(groups[g].name) + "\n";
    for (auto f = groups[g].first; f < end; ++f) {
      char number[32];
      std::snprintf(number, sizeof number, "%.3fF,", static_cast<double>(weights[f]));
      out += number;
      out += (f + 1 - groups[g].first) % groups[g].columns == 0 ? '\n' : ' ';
    }
  }
  return out;
}

std::string nouns_file(const std::map<std::string, ChainModel::NounType>& types) {
  std::string out = "// Made by 'sitrep train-coreference'; not to be edited.\n";
  std::map<std::uint64_t, std::string_view> lemmas;
  for (const auto& [lemma, noun] : types) {
    lemmas.emplace(noun.word, lemma);
  }
  for (const auto& noun : noun_table(types)) {
    char number[32];
    std::snprintf(number, sizeof number, "{0x%016llxu, ", static_cast<unsigned long long>(noun.word));
    out += number;
    out += "MentionType::" + std::string(code_name(noun.type)) + ", " + std::to_string(noun.goes_back) + "},  // " +
           std::string(lemmas[noun.word]) + "\n";
  }
  return out;
}

}  // namespace sitrep::train
