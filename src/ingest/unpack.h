#pragma once

#include <cstdint>
#include <memory>

#include "ingest/byte_source.h"

namespace sitrep {

/// Unpacks gzip (also several members one after the other) or zstd (also several frames) where the first bytes are
/// theirs, and otherwise gives the source back as it is. The result's read throws IngestError where the packed stream
/// is cut or damaged, and where it unpacks to more than 256 MiB and more than `max_expansion` times its size.
[[nodiscard]] std::unique_ptr<BufferedSource> unpack(std::unique_ptr<BufferedSource> source,
                                                     std::uint32_t max_expansion);

}  // namespace sitrep
