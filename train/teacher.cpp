#include "train/teacher.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <thread>

#include "base/error.h"
#include "language/encoder.h"
#include "language/model.h"
#include "language/network.h"
#include "language/spanning_tree.h"
#include "language/word_features.h"

namespace sitrep::train {

namespace {

struct Teacher {
  explicit Teacher(const std::filesystem::path& file)
      : model(Model::open(file)), networks(model.networks.begin(), model.networks.end()) {}
  Model model;
  std::vector<Network> networks;
};

void add_softmax(const float* scores, std::size_t size, float share, float* sum) {
  const float top = *std::max_element(scores, scores + size);
  float mass = 0;
  for (std::size_t i = 0; i < size; ++i) {
    mass += std::exp(scores[i] - top);
  }
  for (std::size_t i = 0; i < size; ++i) {
    sum[i] += share * std::exp(scores[i] - top) / mass;
  }
}

/// One sentence at a time; the workspaces are kept between sentences.
class Class {
 public:
  explicit Class(const std::vector<std::unique_ptr<Teacher>>& teachers) {
    for (const auto& teacher : teachers) {
      for (const auto& network : teacher->networks) {
        seats_.push_back({&teacher->model, &network, {}});
      }
    }
  }

  Lesson teach(TrainingSentence& sentence) {
    const std::size_t n = sentence.words.size();
    const std::vector<std::uint32_t> lengths = {static_cast<std::uint32_t>(n)};
    const BatchLayout layout(lengths);
    const NetworkShape& s = seats_.front().network->shape();
    const float share = 1.0F / static_cast<float>(seats_.size());
    Lesson lesson;
    lesson.heads.assign(n * (n + 1), 0.0F);
    lesson.relations.assign(n * s.relations, 0.0F);
    lesson.upos.assign(n * s.upos, 0.0F);
    lesson.names.assign(n * s.names, 0.0F);
    for (auto& [model, network, w] : seats_) {
      const std::size_t width = network->shape().input();
      w.input.resize(std::max(w.input.size(), n * width));
      for (std::size_t i = 0; i < n; ++i) {
        word_features(sentence.words[i].form, features_);
        network->input_row(features_, look_up(*model, features_.key), w.input.data() + i * width);
      }
      network->run(layout, w);
      for (std::size_t i = 0; i < n; ++i) {
        const float* tags = w.tags.data() + i * network->tags();
        add_softmax(tags, s.upos, share, lesson.upos.data() + i * s.upos);
        add_softmax(tags + s.upos + s.feats, s.names, share, lesson.names.data() + i * s.names);
      }
      scores_.assign(n * (n + 1), 0.0F);
      network->score_arcs(layout, 0, n, w, scores_);
      for (std::size_t i = 0; i < n; ++i) {
        scores_[i * (n + 1) + i + 1] = -1e9F;
        add_softmax(scores_.data() + i * (n + 1), n + 1, share, lesson.heads.data() + i * (n + 1));
      }
    }
    if (!sentence.has_tree) {
      scores_.resize(n * (n + 1));
      std::transform(lesson.heads.begin(), lesson.heads.end(), scores_.begin(),
                     [](float p) { return std::log(p + 1e-9F); });
      best_tree(scores_, n, heads_);
      for (std::size_t i = 0; i < n; ++i) {
        sentence.words[i].head = static_cast<std::int32_t>(heads_[i]) - 1;
      }
    }
    rows_.resize(n);
    head_rows_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      rows_[i] = i;
      const auto head = sentence.words[i].head;
      head_rows_[i] = head < 0 ? Network::no_row : static_cast<std::size_t>(head);
    }
    for (auto& [model, network, w] : seats_) {
      network->score_relations(rows_, head_rows_, w);
      for (std::size_t i = 0; i < n; ++i) {
        add_softmax(w.relations.data() + i * s.relations, s.relations, share,
                    lesson.relations.data() + i * s.relations);
      }
    }
    return lesson;
  }

 private:
  struct Seat {
    const Model* model;
    const Network* network;
    Network::Workspace workspace;
  };
  std::vector<Seat> seats_;
  WordFeatures features_;
  std::vector<float> scores_;
  std::vector<std::uint32_t> heads_;
  std::vector<std::size_t> rows_;
  std::vector<std::size_t> head_rows_;
};

}  // namespace

std::vector<Lesson> ask_teachers(const std::vector<std::filesystem::path>& models,
                                 std::vector<TrainingSentence>& sentences, unsigned workers,
                                 const std::function<void(std::string_view)>& say) {
  std::vector<std::unique_ptr<Teacher>> teachers;
  for (const auto& file : models) {
    teachers.push_back(std::make_unique<Teacher>(file));
    const auto& first = teachers.front()->model;
    if (teachers.back()->model.relations != first.relations || teachers.back()->model.feats != first.feats) {
      throw DataFileError(file.string() + ": a teacher with other labels than " + models.front().string() +
                          "; train both on the same data");
    }
  }
  std::vector<Lesson> lessons(sentences.size());
  std::vector<std::jthread> threads;
  for (unsigned worker = 0; worker < std::max(1U, workers); ++worker) {
    threads.emplace_back([&, worker] {
      Class room(teachers);
      for (std::size_t i = worker; i < sentences.size(); i += std::max(1U, workers)) {
        constexpr std::size_t longest = 200;  // a lesson grows with the square of the length
        if (!sentences[i].words.empty() && sentences[i].words.size() <= longest) {
          lessons[i] = room.teach(sentences[i]);
        }
      }
    });
  }
  threads.clear();
  say("teachers: asked about " + std::to_string(sentences.size()) + " sentences");
  return lessons;
}

}  // namespace sitrep::train
