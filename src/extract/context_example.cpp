#include "extract/context_example.h"

#include <algorithm>

#include "base/text.h"
#include "record/codes.h"

namespace sitrep {

namespace {

bool read_contexts(std::string_view list, ContextExample& example, std::string& what) {
  if (list == "-") {
    return true;
  }
  for (const auto part : split(list, ";")) {
    const std::string context(part);
    if (!is_context(context)) {
      what = context.empty() ? "a context is missing; write '-' for none" : "unknown context '" + context + "'";
      return false;
    }
    if (std::find(example.contexts.begin(), example.contexts.end(), context) != example.contexts.end()) {
      what = "context '" + context + "' is there twice";
      return false;
    }
    example.contexts.push_back(context);
  }
  return true;
}

}  // namespace

std::optional<ContextExample> parse_context_example(std::string_view line, std::string& what) {
  const auto arrow = line.rfind("=>");
  if (arrow == std::string_view::npos) {
    what = "no '=>' between the sentence and its contexts";
    return std::nullopt;
  }
  auto sentence = trim(line.substr(0, arrow));
  std::string_view before;
  std::string_view behind;
  if (sentence.starts_with('[')) {
    const auto end = std::min(sentence.find(']'), sentence.size());
    before = trim(sentence.substr(1, end - 1));
    sentence = trim(sentence.substr(std::min(end + 1, sentence.size())));
  }
  if (sentence.ends_with(']')) {
    const auto begin = sentence.rfind('[');
    if (begin != std::string_view::npos) {
      behind = trim(sentence.substr(begin + 1, sentence.size() - begin - 2));
      sentence = trim(sentence.substr(0, begin));
    }
  }
  if (sentence.empty()) {
    what = "no sentence outside of brackets";
    return std::nullopt;
  }
  if (sentence.find_first_of("[]") != std::string_view::npos) {
    what = "brackets stand around what is before or behind the sentence, whole";
    return std::nullopt;
  }
  ContextExample example;
  example.text = before.empty() ? "" : std::string(before) + " ";
  example.sentence.begin = static_cast<std::uint32_t>(example.text.size());
  example.text += sentence;
  example.sentence.end = static_cast<std::uint32_t>(example.text.size());
  example.text += behind.empty() ? "" : " " + std::string(behind);
  if (!read_contexts(trim(line.substr(arrow + 2)), example, what)) {
    return std::nullopt;
  }
  return example;
}

ContextInput read_input(const ContextExample& example, const Knowledge& knowledge, const Language& language) {
  Report report;
  report.id = "example";
  report.text = example.text;
  const auto document = language.analyse(report.text);
  const auto resolution = Resolver(knowledge).resolve(report, document);
  const Tree tree(document);
  const ReadingContext context{report, tree, resolution, knowledge};
  FrameMatcher matcher(tree, resolution, knowledge);
  // Where sentences were cut otherwise, the one that has most of the example's.
  std::uint32_t best = 0;
  std::uint32_t most = 0;
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    const auto& span = document.sentences[s].span;
    const auto begin = std::max(span.begin, example.sentence.begin);
    const auto end = std::min(span.end, example.sentence.end);
    if (end > begin && end - begin > most) {
      most = end - begin;
      best = s;
    }
  }
  return most > 0 ? context_input(context, matcher, best) : ContextInput();
}

}  // namespace sitrep
