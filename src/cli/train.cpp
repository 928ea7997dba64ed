// sitrep train: makes the model of the language core from treebanks and names.
// sitrep train-coreference: makes the weights of the ranking of antecedents from a treebank with chains.
#include <algorithm>
#include <cstdio>
#include <deque>
#include <fstream>
#include <memory>

#include "base/error.h"
#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/share.h"
#include "eval/conllu_eval.h"
#include "eval/eval.h"
#include "knowledge/knowledge.h"
#include "language/language.h"
#include "language/model.h"
#include "train/coreference.h"
#include "train/train.h"

namespace sitrep::cli {

namespace {

struct CoreferenceOptions {
  ShareOptions share;
  std::filesystem::path treebank;
  std::filesystem::path out;
  std::vector<std::string> genres;
  std::vector<std::string> models;
};

void write_file(const std::filesystem::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  if (!file.flush()) {
    throw Error(path.string() + ": cannot be written");
  }
}

void train_coreference(const CoreferenceOptions& options) {
  const auto knowledge = Knowledge::load(options.share.file("knowledge.pack"));
  const auto content = read_gold_file(options.treebank);
  auto file = read_conllu(content, options.treebank.string());
  const auto gold = train::read_chains(content);
  if (gold.size() != file.documents.size()) {
    throw Error(options.treebank.string() + ": every document must begin with '# newdoc id = '");
  }
  // The analyses that texts get, faults and all, on the treebank's words: those of one model are too good to be true,
  // as it has learnt these very trees; with two, each with faults of its own, the weights rely on the trees less.
  std::vector<Language> languages;
  auto share = options.share;
  for (const auto& model : options.models) {
    share.model = model;
    languages.push_back(Language::load(share.model_file()));
  }
  std::deque<Document> documents;
  std::vector<train::ChainExample> examples;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    if (std::ranges::find(options.genres, gold[i].genre) == options.genres.end()) {
      continue;
    }
    for (const auto& language : languages) {
      language.annotate(documents.emplace_back(bare_tokens(file.documents[i].document)));
      examples.push_back({&documents.back(), &gold[i]});
    }
  }
  const auto types = train::noun_types(examples);
  const auto weights = train::train_chains(examples, knowledge->actors, train::noun_table(types), {});
  write_file(options.out / "coreference_weights.inc", train::weights_file(weights));
  write_file(options.out / "noun_types.inc", train::nouns_file(types));
  std::fprintf(stderr, "%zu documents, %zu weights, %zu nouns\n", examples.size(), weights.size(), types.size());
}

void add_train_coreference(CLI::App& app, int& exit_status) {
  auto* command = app.add_subcommand("train-coreference",
                                     "make the weights of coreference from a treebank with chains (Entity= in MISC)");
  auto options = std::make_shared<CoreferenceOptions>();
  command->add_option("treebank", options->treebank, "CoNLL-U, plain or gzip")->required()->check(CLI::ExistingFile);
  command->add_option("--out", options->out, "folder of the two files that are written")->default_val("src/resolve");
  command->add_option("--genres", options->genres, "documents to learn from, by '# meta::genre'")
      ->default_val(std::vector<std::string>{"news", "interview", "speech", "bio", "voyage"})
      ->delimiter(',');
  command->add_option("--models", options->models, "language models whose trees to learn from")
      ->default_val(std::vector<std::string>{"accurate", "fast"})
      ->delimiter(',');
  options->share.add_folder_to(*command);
  command->callback([options, &exit_status] {
    train_coreference(*options);
    exit_status = exit_ok;
  });
}

}  // namespace

void add_train(CLI::App& app, int& exit_status) {
  add_train_coreference(app, exit_status);
  auto* command = app.add_subcommand("train", "make the language model from training data (models/accurate.card.md)");
  auto options = std::make_shared<train::TrainingOptions>();
  command
      ->add_option("--data", options->data, "folder of the training data: ud-ewt, ud-gum, ner-ewt, ner-re3d, raw texts")
      ->required()
      ->check(CLI::ExistingDirectory);
  command->add_option("--out", options->out, "model file to write; the network in floats is kept beside it")
      ->required();
  command->add_option("--vectors", options->vectors, "file of the word vectors, made where it is not there")
      ->required();
  command->add_option("--lexicon", options->lexicon, "the table of names that tools/lexicon.mjs writes")
      ->required()
      ->check(CLI::ExistingFile);
  command
      ->add_option("--general", options->general,
                   "the table of vectors of general English that tools/vectors.mjs writes; none: the network sees none")
      ->check(CLI::ExistingFile);
  command->add_option("--source", options->source, "this project's folder, for its word lists")
      ->default_val(".")
      ->check(CLI::ExistingDirectory);
  command->add_option("--teacher", options->teachers, "a model file to learn from; may be given several times")
      ->check(CLI::ExistingFile);
  command->add_option("--raw", options->raw_sentences, "sentences of raw text to learn from the teachers")
      ->capture_default_str();
  command
      ->add_option("--network", options->networks,
                   "a network kept beside a model: write the model of these, train none")
      ->check(CLI::ExistingFile);
  auto& network = options->network;
  command->add_option("--layers", network.shape.layers, "layers of LSTMs")
      ->capture_default_str()
      ->check(CLI::Range(1U, static_cast<unsigned>(most_layers)));
  command->add_option("--hidden", network.shape.hidden, "size of an LSTM in one direction, a multiple of 8")
      ->capture_default_str();
  command->add_option("--arc", network.shape.arc, "size of a word as head and as dependent")->capture_default_str();
  command->add_option("--relation", network.shape.relation, "size of a word for the relation")->capture_default_str();
  command->add_option("--subword", network.shape.subword, "size of the vectors of affixes")->capture_default_str();
  command->add_option("--rate", network.rate, "of learning, at its highest")->capture_default_str();
  command->add_option("--dropout", network.dropout, "share of values left out")->capture_default_str();
  command->add_option("--teacher-share", network.teacher_share, "weight of the teachers against the annotators")
      ->capture_default_str();
  command->add_option("--headlines", network.headlines, "share of sentences seen as headlines too, where they can be")
      ->capture_default_str()
      ->check(CLI::Range(0.0F, 1.0F));
  command->add_option("--epochs", network.epochs, "passes over the sentences")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_option("--workers", network.workers, "threads; another number gives another model")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  command->add_option("--seed", network.seed, "of all that is drawn at random")->capture_default_str();
  command->callback([options, &exit_status] {
    train::train_model(*options, [](std::string_view line) {
      std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
    });
    exit_status = exit_ok;
  });
}

}  // namespace sitrep::cli
