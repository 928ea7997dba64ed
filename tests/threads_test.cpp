// One coder serves many threads.
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "publish/record_json.h"
#include "support/coding.h"

namespace sitrep {
namespace {

TEST(Threads, ManyThreadsCodeAsOneDoes) {
  const std::vector<std::string> texts = {
      "Ethiopian troops shelled Eritrean positions on Monday, killing at least nine soldiers, officials said.",
      "The foreign ministers of Chile and Peru met in Lima and agreed to reopen the border.",
      "Protesters marched through Nairobi. Police arrested dozens of them, a spokesman said.",
  };
  const auto code_all = [&] {
    std::string out;
    for (const auto& text : texts) {
      const auto coded = testing::code(text, Date{2024, 5, 14});
      for (const auto& event : coded.coding.events) {
        out += event.id + event.frame + event.cameo;
      }
    }
    return out;
  };
  const auto alone = code_all();
  ASSERT_FALSE(alone.empty());
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> threads;
    for (auto& result : results) {
      threads.emplace_back([&result, &code_all] {
        for (int i = 0; i < 5; ++i) {
          result = code_all();
        }
      });
    }
  }
  for (const auto& result : results) {
    EXPECT_EQ(result, alone);
  }
}

}  // namespace
}  // namespace sitrep
