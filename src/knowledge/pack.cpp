#include "knowledge/pack.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/section_file.h"
#include "knowledge/gazetteer.h"
#include "knowledge/lint.h"

namespace sitrep {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> extensions = {".actors", ".frames", ".list", ".places"};

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) {
    throw Error(path.string() + ": cannot be read; check that it is there and that you may read it");
  }
  return text;
}

struct OwnedFile {
  std::string path;  // relative to the folder
  std::string text;
};

/// The knowledge files of a folder in path order, so that faults and ids come out the same everywhere.
std::vector<OwnedFile> read_folder(const fs::path& folder, std::vector<KnowledgeFault>& faults) {
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  if (error) {
    throw Error(folder.string() + ": cannot be read as a folder of knowledge files (" + error.message() +
                "); name the folder that holds frames/, actors/, lists/ and places/");
  }
  std::vector<OwnedFile> files;
  for (const auto& entry : at) {
    const auto name = entry.path().filename().string();
    if (!entry.is_regular_file() || name.starts_with('.')) {
      continue;
    }
    const auto extension = entry.path().extension().string();
    auto path = entry.path().lexically_relative(folder).generic_string();
    if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end()) {
      // Prose about the knowledge may lie beside it; anything else is likely a slip in a file's name.
      if (extension != ".md" && !extension.empty()) {
        faults.push_back({path, 0,
                          "files of knowledge end in .actors, .frames, .list or .places" +
                              did_you_mean(extension, {extensions.begin(), extensions.end()})});
      }
      continue;
    }
    files.push_back({std::move(path), read_text(entry.path())});
  }
  std::sort(files.begin(), files.end(), [](const OwnedFile& a, const OwnedFile& b) { return a.path < b.path; });
  return files;
}

std::vector<KnowledgeSource::File> views(const std::vector<OwnedFile>& files, bool own = false) {
  std::vector<KnowledgeSource::File> out;
  std::transform(files.begin(), files.end(), std::back_inserter(out), [&](const OwnedFile& f) {
    return KnowledgeSource::File{f.path, f.text, own};
  });
  return out;
}

/// As read_folder, with paths that a person can open.
std::vector<OwnedFile> read_folder_by_full_path(const fs::path& folder, std::vector<KnowledgeFault>& faults) {
  std::vector<KnowledgeFault> found;
  auto files = read_folder(folder, found);
  for (auto& file : files) {
    file.path = (folder / file.path).generic_string();
  }
  for (auto& fault : found) {
    fault.file = (folder / fault.file).generic_string();
    faults.push_back(std::move(fault));
  }
  return files;
}

void count(const Lexicons& lexicons, KnowledgeCheck& check) {
  check.lists = lexicons.lists.names().size();
  check.actors = lexicons.actors.entries().size();
  check.actor_names = lexicons.actors.alias_count();
  check.frames = lexicons.frames.frames().size();
  for (const auto& frame : lexicons.frames.frames()) {
    check.examples += frame->examples.size();
  }
  check.place_blocks = static_cast<std::size_t>(std::count_if(lexicons.places.begin(), lexicons.places.end(),
                                                              [](const Block& b) { return b.kind != "country"; }));
}

/// A user's own file of frames or actors may stand for all the shipped ones: "replaces shipped". Lists of words that
/// the resolution of actors asks for stay.
void drop_where_replaced_whole(std::vector<Block>& blocks, bool& whole) {
  const auto says_so = [](const Block& b) { return b.kind == "replaces" && b.id == "shipped"; };
  whole = std::any_of(blocks.begin(), blocks.end(), [&](const Block& b) { return b.own && says_so(b); });
  std::erase_if(blocks, [&](const Block& b) { return says_so(b) || (whole && !b.own && b.kind != "words"); });
}

/// Leaves out the shipped entries that an entry of the user's own replaces: same kind, same id.
void drop_replaced(std::vector<Block>& blocks) {
  std::set<std::pair<std::string_view, std::string_view>> own;
  for (const auto& block : blocks) {
    // Other names and doubtful names are added to those there are.
    if (block.own && block.kind != "cities" && block.kind != "doubtful") {
      own.emplace(block.kind, block.id);
    }
  }
  std::erase_if(blocks, [&](const Block& b) { return !b.own && own.contains({b.kind, b.id}); });
}

/// The lists of files with the entry `for program`, also those that a user's own replace; takes out those entries.
std::set<std::string_view> take_program_lists(std::vector<Block>& lists) {
  const auto says_so = [](const Block& b) { return b.kind == "for" && b.id == "program"; };
  std::set<std::string_view> files;
  std::set<std::string_view> out;
  for (const auto& block : lists) {
    if (says_so(block)) {
      files.insert(block.file);
    }
  }
  for (const auto& block : lists) {
    if (files.contains(block.file)) {
      out.insert(block.id);
    }
  }
  std::erase_if(lists, says_so);
  return out;
}

void sort_faults(std::vector<KnowledgeFault>& faults) {
  std::stable_sort(faults.begin(), faults.end(), [](const KnowledgeFault& a, const KnowledgeFault& b) {
    return a.file != b.file ? a.file < b.file : a.line < b.line;
  });
}

}  // namespace

Lexicons read_lexicons(const std::vector<KnowledgeSource::File>& files, std::vector<KnowledgeFault>& faults) {
  std::vector<Block> lists;
  std::vector<Block> actors;
  std::vector<Block> frames;
  std::vector<Block> places;
  for (const auto& file : files) {
    const std::string_view path = file.path;
    auto& blocks = path.ends_with(".list")     ? lists
                   : path.ends_with(".actors") ? actors
                   : path.ends_with(".frames") ? frames
                                               : places;
    auto more = read_blocks(file.text, path, faults);
    for (auto& block : more) {
      block.own = file.own;
    }
    blocks.insert(blocks.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  Lexicons out;
  out.program_lists = take_program_lists(lists);
  for (auto* all : {&lists, &actors, &frames, &places}) {
    drop_replaced(*all);
  }
  bool replaced = false;
  drop_where_replaced_whole(actors, replaced);
  drop_where_replaced_whole(frames, replaced);
  out.frames.only_own = replaced;
  out.lists.add(lists, faults);
  out.actors.add(actors, faults);
  out.actors.finish(faults);
  out.frames.add(frames, out.lists, faults);
  check_places(places, faults);
  out.places = std::move(places);
  out.frame_blocks = std::move(frames);
  out.list_blocks = std::move(lists);
  std::copy_if(actors.begin(), actors.end(), std::back_inserter(out.places),
               [](const Block& b) { return b.kind == "country"; });
  return out;
}

void lay_over(KnowledgeSource& source, const fs::path& folder, std::vector<KnowledgeFault>& faults) {
  for (auto& file : read_folder_by_full_path(folder, faults)) {
    source.lay_over(std::move(file.path), std::move(file.text));
  }
}

KnowledgeCheck check_knowledge(const fs::path& folder_or_pack, const std::optional<fs::path>& own) {
  KnowledgeCheck check;
  std::optional<KnowledgeSource> pack;
  std::vector<OwnedFile> files;
  std::vector<KnowledgeSource::File> seen;
  if (fs::is_regular_file(folder_or_pack)) {
    pack = KnowledgeSource::open_pack(folder_or_pack);
    seen = pack->files();
  } else {
    files = read_folder_by_full_path(folder_or_pack, check.faults);
    seen = views(files);
  }
  std::vector<OwnedFile> own_files;
  if (own) {
    own_files = read_folder_by_full_path(*own, check.faults);
    const auto laid_over = views(own_files, true);
    seen.insert(seen.end(), laid_over.begin(), laid_over.end());
  }
  check.files = own ? own_files.size() : seen.size();
  const auto lexicons = read_lexicons(seen, check.faults);
  count(lexicons, check);
  if (check.faults.empty()) {
    lint_knowledge(lexicons, check.faults, check.warnings);
  }
  sort_faults(check.faults);
  sort_faults(check.warnings);
  return check;
}

KnowledgeCheck build_pack(const fs::path& folder, const fs::path& places, const fs::path& out) {
  KnowledgeCheck check;
  const auto files = read_folder(folder, check.faults);
  const auto seen = views(files);
  check.files = files.size();
  const auto lexicons = read_lexicons(seen, check.faults);
  count(lexicons, check);
  const auto table = read_text(places);
  auto gazetteer = compile_gazetteer(table, lexicons.places, check.faults);
  sort_faults(check.faults);
  if (!check.faults.empty()) {
    return check;
  }
  const auto opened = Gazetteer::open(std::as_bytes(std::span(gazetteer)));
  check.places = opened.size();
  check.place_names = opened.name_count();
  SectionFileWriter writer(std::string(knowledge_pack_kind), knowledge_pack_version);
  for (const auto& file : files) {
    writer.add("file:" + file.path, file.text);
  }
  writer.add("gazetteer", std::move(gazetteer));
  if (const auto parent = out.parent_path(); !parent.empty()) {
    std::error_code ignored;  // the writer says so where it cannot write
    fs::create_directories(parent, ignored);
  }
  writer.write(out);
  return check;
}

}  // namespace sitrep
