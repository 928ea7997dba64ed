#include "language/language.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <mutex>
#include <numeric>
#include <span>
#include <vector>

#include "base/error.h"
#include "language/inflection.h"
#include "language/kernels.h"
#include "language/model.h"
#include "language/name_chain.h"
#include "language/name_labels.h"
#include "language/name_tagger.h"
#include "language/network.h"
#include "language/repairs.h"
#include "language/segmenter.h"
#include "language/spanning_tree.h"
#include "language/title_case.h"
#include "language/word_features.h"

namespace sitrep {

namespace {

constexpr std::size_t batch_words = 2048;
constexpr std::size_t batch_pieces = 64;

using NameStepScores = std::array<float, name_labels * name_labels>;

/// What the chain and the taggers of names say of a label behind another, added up.
NameStepScores steps_of(const NameChain& chain, std::span<const NameTagger> taggers) {
  NameStepScores sum{};
  const auto add = [&](NameSteps steps) {
    std::transform(steps.begin(), steps.end(), sum.begin(), sum.begin(), std::plus<>());
  };
  if (chain.there()) {
    add(chain.steps());
  }
  for (const auto& tagger : taggers) {
    add(tagger.steps());
  }
  return sum;
}

std::vector<NameTagger> taggers_of(const Model& model) {
  std::vector<NameTagger> taggers;
  for (std::size_t i = 0; model.file.has(name_tagger_prefix(i) + "shape"); ++i) {
    taggers.emplace_back(model.file, name_tagger_prefix(i), model.networks.front().shape.input());
  }
  return taggers;
}

/// Whether the networks leave a doubt that the word is outside of names. The chain never decided against them where
/// they were surer than this (NER EWT dev).
bool may_be_name(const NameScores& scores) {
  constexpr float sure = 6;
  return *std::max_element(scores.begin() + 1, scores.end()) + sure > scores[0];
}

/// Tokens [begin, end) that the network sees as one sentence.
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

}  // namespace

struct Language::Impl {
  explicit Impl(Model opened)
      : model(std::move(opened)),
        networks(model.networks.begin(), model.networks.end()),
        taggers(taggers_of(model)),
        name_steps(steps_of(model.names, taggers)),
        segmenter(model.file.bytes("segmenter")) {
    if (!segmenter.usable()) {
      throw DataFileError(model.file.path().string() +
                          ": not a usable model: section 'segmenter' is corrupt; make it again with 'sitrep train'");
    }
  }

  Model model;
  std::vector<Network> networks;
  std::vector<NameTagger> taggers;
  NameStepScores name_steps;
  Segmenter segmenter;

  /// Room for the batches of one call.
  struct Workspace {
    std::vector<Network::Workspace> networks;  // in the first the scores of all are added up
    std::vector<NameTagger::Workspace> taggers;
    std::vector<WordFeatures> features;
    std::vector<KnownWord> known;
    std::vector<float> scores;
    std::vector<std::uint32_t> heads;
    std::vector<std::size_t> rows;
    std::vector<std::size_t> head_rows;
    std::vector<std::uint32_t> unseen;  // tokens whose lemma was not seen in training
    std::vector<NameScores> names;
    std::vector<NameWord> name_words;
    std::vector<std::uint16_t> classes;
    std::vector<std::string_view> forms;
    std::vector<Upos> parts;
    std::vector<bool> joins;  // hyphens within a word
    NameFeatures name_features;
    NameDecoder decoder;
    std::vector<bool> lowered;  // tokens that are read in lower case
  };

  void annotate_pieces(std::vector<Piece> pieces, Document& document, Workspace& workspace) const;

  void annotate_batch(std::span<const Piece> pieces, Document& document, Workspace& workspace) const;
  /// Part of speech, features, and the lemma where training saw it: else false.
  bool tag(std::size_t row, std::uint64_t key, std::string_view form, Token& token, const Workspace& workspace) const;
  void lemmatise_unseen(Document& document, Workspace& workspace) const;
  [[nodiscard]] std::string lemma_of_unseen(const float* scores, std::string_view form, const Token& token) const;
  void find_names(const BatchLayout& layout, std::size_t number, const Piece& piece, Document& document,
                  Workspace& w) const;
  void parse(const BatchLayout& layout, std::size_t number, const Piece& piece, Document& document, Workspace& w) const;

  /// Rooms are kept for later calls: their pages are there already.
  struct GiveBack {
    const Impl* impl;
    void operator()(Workspace* workspace) const {
      const std::lock_guard lock(impl->mutex);
      impl->idle.emplace_back(workspace);
    }
  };
  [[nodiscard]] std::unique_ptr<Workspace, GiveBack> take_workspace() const {
    const std::lock_guard lock(mutex);
    if (idle.empty()) {
      return {new Workspace, GiveBack{this}};
    }
    std::unique_ptr<Workspace, GiveBack> workspace(idle.back().release(), GiveBack{this});
    idle.pop_back();
    return workspace;
  }
  mutable std::mutex mutex;
  mutable std::vector<std::unique_ptr<Workspace>> idle;
};

bool Language::Impl::tag(std::size_t row, std::uint64_t key, std::string_view form, Token& token,
                         const Workspace& w) const {
  const auto& network = networks.front();
  const NetworkShape& s = network.shape();
  const float* scores = w.networks.front().tags.data() + row * network.tags();
  const auto upos = static_cast<std::uint32_t>(kernels::largest(scores, s.upos));
  token.upos = static_cast<Upos>(upos);
  const auto feats = model.feats[kernels::largest(scores + s.upos, s.feats)];
  token.feats = feats == "_" ? std::string_view{} : feats;
  const auto of_form = lemma_key(key, upos);
  const auto seen = std::lower_bound(model.lemma_keys.begin(), model.lemma_keys.end(), of_form);
  if (seen == model.lemma_keys.end() || *seen != of_form) {
    return false;
  }
  token.lemma =
      model.lemmas[model.lemma_scripts[static_cast<std::size_t>(seen - model.lemma_keys.begin())]].apply(form);
  return true;
}

/// Workspace::unseen are the tokens, Workspace::rows their rows.
void Language::Impl::lemmatise_unseen(Document& document, Workspace& w) const {
  const std::size_t scripts = networks.front().shape().lemmas;
  for (std::size_t n = 0; n < networks.size(); ++n) {
    networks[n].score_lemmas(w.rows, w.networks[n]);
    if (n > 0) {
      kernels::add_scaled(1.0F, w.networks[n].lemmas.data(), w.networks.front().lemmas.data(), w.rows.size() * scripts);
    }
  }
  for (std::size_t i = 0; i < w.unseen.size(); ++i) {
    const float* scores = w.networks.front().lemmas.data() + i * scripts;
    Token& token = document.tokens[w.unseen[i]];
    const std::string lowered = w.lowered[w.unseen[i]] ? lower_case(token.form) : std::string();
    const std::string_view form = lowered.empty() ? token.form : std::string_view(lowered);
    token.lemma = lemma_of_unseen(scores, form, token);
  }
}

/// The scripts of highest score; where inflection is regular, the first that makes a base form which it allows, a word
/// of the vocabulary above others ("blame", not "blam", of "blamed"; "free" of "freed").
std::string Language::Impl::lemma_of_unseen(const float* scores, std::string_view form, const Token& token) const {
  constexpr std::size_t candidates = 6;
  std::array<std::size_t, candidates> top{};
  std::size_t count = 0;
  for (std::size_t script = 0; script < networks.front().shape().lemmas; ++script) {
    std::size_t place = count;
    while (place > 0 && scores[script] > scores[top[place - 1]]) {
      --place;
    }
    if (place < candidates) {
      count = std::min(count + 1, candidates);
      for (std::size_t i = count - 1; i > place; --i) {
        top[i] = top[i - 1];
      }
      top[place] = script;
    }
  }
  if (token.upos == Upos::PROPN) {
    return keeps_its_case(token.form) ? std::string(token.form) : model.lemmas[top[0]].apply(form);
  }
  const auto bases = regular_bases(lower_case(form), token);
  const auto is_base = [&](const std::string& lemma) {
    return std::find(bases.begin(), bases.end(), lemma) != bases.end();
  };
  WordFeatures features;
  const auto is_word = [&](const std::string& lemma) {
    word_features(lemma, features);
    return std::binary_search(model.word_keys.begin(), model.word_keys.end(), features.key);
  };
  std::string allowed;
  for (std::size_t i = 0; i < count; ++i) {
    auto lemma = model.lemmas[top[i]].apply(form);
    if (is_base(lemma)) {
      if (is_word(lemma)) {
        return lemma;
      }
      if (allowed.empty()) {
        allowed = std::move(lemma);
      }
    }
  }
  const auto word = std::find_if(bases.begin(), bases.end(), is_word);
  if (word != bases.end()) {
    return *word;
  }
  // "throng", not "thronge": a verb that the lists know, where the vocabulary has none of them.
  const auto listed = std::find_if(bases.begin(), bases.end(), [&](const std::string& lemma) {
    return token.upos == Upos::VERB && (classes_of(model, lemma) & lexicon_verb) != 0;
  });
  if (listed != bases.end()) {
    return *listed;
  }
  return allowed.empty() ? model.lemmas[top[0]].apply(form) : allowed;
}

void Language::Impl::find_names(const BatchLayout& layout, std::size_t number, const Piece& piece, Document& document,
                                Workspace& w) const {
  const NetworkShape& s = networks.front().shape();
  w.classes.resize(piece.size());
  w.forms.resize(piece.size());
  w.parts.resize(piece.size());
  for (std::uint32_t i = 0; i < piece.size(); ++i) {
    w.classes[i] = w.known[layout.row(number, i)].classes;
    w.forms[i] = document.tokens[piece.begin + i].form;
    w.parts[i] = document.tokens[piece.begin + i].upos;
  }
  w.names.resize(piece.size());
  for (std::uint32_t i = 0; i < piece.size(); ++i) {
    const float* scores =
        w.networks.front().tags.data() + layout.row(number, i) * networks.front().tags() + s.upos + s.feats;
    std::copy_n(scores, name_labels, w.names[i].begin());
    // The capital of a sentence's first word says nothing: whether a common noun is a name there the networks know
    // better, which see the tree too ("Fog denied the jet access").
    if (i == 0 && is_common_noun(w.classes[i])) {
      continue;
    }
    for (const auto& tagger : w.taggers) {
      kernels::add_scaled(1.0F, tagger.scores.data() + layout.row(number, i) * name_labels, w.names[i].data(),
                          name_labels);
    }
  }
  w.joins.assign(piece.size(), false);
  for (std::uint32_t i = 1; i + 1 < piece.size(); ++i) {
    w.joins[i] = w.forms[i] == "-" && !document.tokens[piece.begin + i - 1].space_after &&
                 !document.tokens[piece.begin + i].space_after &&
                 has_capital(w.features[layout.row(number, i - 1)].letters) &&
                 has_capital(w.features[layout.row(number, i + 1)].letters);
  }
  if (model.names.there()) {
    w.name_words.resize(piece.size());
    for (std::uint32_t i = 0; i < piece.size(); ++i) {
      const std::size_t row = layout.row(number, i);
      w.name_words[i] = name_word(model.names, w.features[row], w.known[row]);
      w.name_words[i].asked = has_capital(w.features[row].letters) || may_be_name(w.names[i]);
    }
    w.name_features.extract(w.name_words);
    model.names.add_scores(w.name_features, w.names);
  }
  const auto labels = w.decoder.best(w.names, name_steps);
  part_places(w.forms, w.classes, labels);
  keep_compounds(w.joins, labels);
  part_offices(w.forms, labels);
  join_legal_forms(w.forms, labels);
  keep_trade_names(w.forms, w.parts, w.classes, labels);
  for (std::uint32_t i = 0; i < piece.size(); ++i) {
    const std::uint8_t label = labels[i];
    if (label == 0) {
      continue;
    }
    if (label % 2 == 1) {
      document.names.push_back({piece.begin + i, piece.begin + i, static_cast<NameKind>((label - 1) / 2)});
    }
    document.names.back().end = piece.begin + i + 1;
  }
}

void Language::Impl::parse(const BatchLayout& layout, std::size_t number, const Piece& piece, Document& document,
                           Workspace& w) const {
  const std::size_t relations = model.relations.size();
  const std::size_t n = piece.size();
  w.scores.assign(n * (n + 1), 0.0F);
  for (std::size_t i = 0; i < networks.size(); ++i) {
    networks[i].score_arcs(layout, number, n, w.networks[i], w.scores);
  }
  best_tree(w.scores, n, w.heads);
  w.rows.resize(n);
  w.head_rows.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    w.rows[i] = layout.row(number, i);
    w.head_rows[i] = w.heads[i] == 0 ? Network::no_row : layout.row(number, w.heads[i] - 1);
  }
  for (std::size_t i = 0; i < networks.size(); ++i) {
    networks[i].score_relations(w.rows, w.head_rows, w.networks[i]);
    if (i > 0) {
      kernels::add_scaled(1.0F, w.networks[i].relations.data(), w.networks.front().relations.data(), n * relations);
    }
  }
  for (std::uint32_t i = 0; i < n; ++i) {
    Token& token = document.tokens[piece.begin + i];
    float* scores = w.networks.front().relations.data() + i * relations;
    if (w.heads[i] == 0) {
      token.head = no_token;
      token.deprel = model.relations[model.root_relation];
    } else {
      token.head = piece.begin + w.heads[i] - 1;
      scores[model.root_relation] = -std::numeric_limits<float>::infinity();
      token.deprel = model.relations[kernels::largest(scores, relations)];
    }
  }
}

void Language::Impl::annotate_batch(std::span<const Piece> pieces, Document& document, Workspace& w) const {
  std::vector<std::uint32_t> lengths;
  for (const auto& piece : pieces) {
    lengths.push_back(piece.size());
  }
  const BatchLayout layout(lengths);
  w.networks.resize(networks.size());
  w.features.resize(std::max(w.features.size(), layout.rows()));
  w.known.resize(std::max(w.known.size(), layout.rows()));
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    for (std::uint32_t i = 0; i < pieces[p].size(); ++i) {
      const std::size_t row = layout.row(p, i);
      const auto token = pieces[p].begin + i;
      const auto form = document.tokens[token].form;
      if (w.lowered[token]) {
        word_features(lower_case(form), w.features[row]);
      } else {
        word_features(form, w.features[row]);
      }
      w.known[row] = look_up(model, w.features[row].key);
    }
  }
  for (std::size_t n = 0; n < networks.size(); ++n) {
    auto& workspace = w.networks[n];
    const std::size_t width = networks[n].shape().input();
    workspace.input.resize(std::max(workspace.input.size(), layout.rows() * width));
    for (std::size_t row = 0; row < layout.rows(); ++row) {
      networks[n].input_row(w.features[row], w.known[row], workspace.input.data() + row * width);
    }
    networks[n].run(layout, workspace);
    if (n > 0) {
      kernels::add_scaled(1.0F, workspace.tags.data(), w.networks.front().tags.data(),
                          layout.rows() * networks[n].tags());
    }
  }
  w.taggers.resize(taggers.size());
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    taggers[t].run(layout, w.networks.front().input, w.taggers[t]);
  }
  w.unseen.clear();
  w.rows.clear();
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    for (std::uint32_t i = 0; i < pieces[p].size(); ++i) {
      const std::size_t row = layout.row(p, i);
      const auto number = pieces[p].begin + i;
      Token& token = document.tokens[number];
      const bool known = w.lowered[number] ? tag(row, w.features[row].key, lower_case(token.form), token, w)
                                           : tag(row, w.features[row].key, token.form, token, w);
      if (!known) {
        w.unseen.push_back(number);
        w.rows.push_back(row);
      }
    }
    find_names(layout, p, pieces[p], document, w);
  }
  lemmatise_unseen(document, w);
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    parse(layout, p, pieces[p], document, w);
  }
}

Language Language::load(const std::filesystem::path& model_file) {
  return Language(std::make_unique<Impl>(Model::open(model_file)));
}
Language::Language(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Language::Language(Language&&) noexcept = default;
Language& Language::operator=(Language&&) noexcept = default;
Language::~Language() = default;

Document Language::analyse(std::string_view text) const {
  Document document;
  document.text = text;
  impl_->segmenter.segment(text, document);
  annotate(document);
  return document;
}

void Language::Impl::annotate_pieces(std::vector<Piece> pieces, Document& document, Workspace& workspace) const {
  // Like lengths together: rows of a batch run out at the same time.
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.size() > b.size(); });
  for (std::size_t from = 0; from < pieces.size();) {
    std::size_t to = from;
    std::size_t words = 0;
    while (to < pieces.size() && to - from < batch_pieces && (to == from || words + pieces[to].size() <= batch_words)) {
      words += pieces[to++].size();
    }
    annotate_batch(std::span(pieces).subspan(from, to - from), document, workspace);
    from = to;
  }
}

void Language::annotate(Document& document) const {
  document.names.clear();
  const auto workspace = impl_->take_workspace();
  auto& lowered = workspace->lowered;
  lowered.assign(document.tokens.size(), false);
  std::vector<Piece> titles;
  std::vector<Piece> pieces;
  std::vector<std::string_view> forms;
  for (const auto& sentence : document.sentences) {
    forms.clear();
    for (std::uint32_t t = sentence.begin; t < sentence.end; ++t) {
      forms.push_back(document.tokens[t].form);
    }
    const bool title = sentence.end - sentence.begin <= longest_piece && is_title_cased(forms);
    for (std::uint32_t at = sentence.begin; at < sentence.end; at += longest_piece) {
      pieces.push_back({at, std::min(sentence.end, at + longest_piece)});
      if (title) {
        titles.push_back(pieces.back());
      }
    }
  }
  if (!titles.empty()) {
    // What is a name in lower case too keeps its capitals; the rest of a title is read without.
    for (const auto& title : titles) {
      std::fill(lowered.begin() + title.begin, lowered.begin() + title.end, true);
    }
    impl_->annotate_pieces(titles, document, *workspace);
    for (const auto& name : document.names) {
      std::fill(lowered.begin() + name.begin, lowered.begin() + name.end, false);
    }
    for (const auto& title : titles) {
      for (auto t = title.begin; t < title.end; ++t) {
        if (document.tokens[t].upos == Upos::PROPN) {
          lowered[t] = false;
        }
      }
    }
    document.names.clear();
  }
  impl_->annotate_pieces(std::move(pieces), document, *workspace);
  std::sort(document.names.begin(), document.names.end(),
            [](const Name& a, const Name& b) { return a.begin < b.begin; });
  for (auto& sentence : document.sentences) {
    sentence.root = no_token;
    for (std::uint32_t t = sentence.begin; t < sentence.end; ++t) {
      Token& token = document.tokens[t];
      if (token.head != no_token) {
        continue;
      }
      if (sentence.root == no_token) {
        sentence.root = t;
      } else {  // the root of a later piece
        token.head = sentence.root;
        token.deprel = "parataxis";
      }
    }
    repair_tree(impl_->model, document, sentence);
  }
}

}  // namespace sitrep
