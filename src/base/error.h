#pragma once

#include <stdexcept>
#include <string>

namespace sitrep {

/// Anything a person has to mend: the message is one line that names the file, the place in it and the mend. Thrown
/// only at the edges (opening, loading, parsing of outside bytes) and caught in src/cli/, which prints it and goes on.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A model file, knowledge pack or database that is missing, corrupt or of another version.
class DataFileError : public Error {
 public:
  using Error::Error;
};

/// A fault in a knowledge file: "knowledge/frames/assault.frames:12: unknown event type 'ASSULT'; did you mean
/// ASSAULT?"
class KnowledgeError : public Error {
 public:
  KnowledgeError(const std::string& file, std::size_t line, const std::string& what)
      : Error(file + ":" + std::to_string(line) + ": " + what) {}
};

}  // namespace sitrep
