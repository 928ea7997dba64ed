#include "ingest/unpack.h"

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>

namespace sitrep {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view gzip_magic = "\x1f\x8b"sv;
constexpr std::string_view zstd_magic = "\x28\xb5\x2f\xfd"sv;
/// Whatever its ratio, this much may come out of a packed file.
constexpr std::uint64_t always_allowed = std::uint64_t{256} << 20;

[[noreturn]] void throw_cut(const char* packing, std::uint64_t at) {
  throw IngestError("the " + std::string(packing) + " stream is cut after byte " + std::to_string(at) +
                    "; what follows is missing: fetch the file again");
}

[[noreturn]] void throw_damaged(const char* packing, std::uint64_t at, const std::string& why) {
  throw IngestError("the " + std::string(packing) + " stream is damaged near byte " + std::to_string(at) + " (" + why +
                    "); fetch the file again");
}

/// What the two unpackers share: the packed source and the guard against streams made to fill the machine.
class Unpacker : public ByteSource {
 public:
  Unpacker(std::unique_ptr<BufferedSource> packed, std::uint32_t max_expansion)
      : packed_(std::move(packed)), max_expansion_(max_expansion) {}

 protected:
  BufferedSource& packed() { return *packed_; }

  std::size_t given(std::size_t bytes) {
    given_ += bytes;
    if (given_ > always_allowed && given_ / max_expansion_ > packed_->position()) {
      throw IngestError("unpacks to more than " + std::to_string(max_expansion_) +
                        " times its size, as if made to fill the memory; if it is sound, unpack it yourself first");
    }
    return bytes;
  }

 private:
  std::unique_ptr<BufferedSource> packed_;
  std::uint32_t max_expansion_;
  std::uint64_t given_ = 0;
};

class GzipSource : public Unpacker {
 public:
  GzipSource(std::unique_ptr<BufferedSource> packed, std::uint32_t max_expansion)
      : Unpacker(std::move(packed), max_expansion) {
    constexpr int gzip_only = 16;
    if (inflateInit2(&stream_, MAX_WBITS + gzip_only) != Z_OK) {
      throw IngestError("no memory left to unpack it; free some");
    }
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* buffer, std::size_t size) override {
    while (!ended_) {
      const std::string_view input = packed().available();
      if (input.empty()) {
        throw_cut("gzip", packed().position());
      }
      // zlib's interface takes bytes without const, and does not write to them.
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
      stream_.avail_in = static_cast<uInt>(input.size());
      stream_.next_out = reinterpret_cast<Bytef*>(buffer);
      stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
      const uInt room = stream_.avail_out;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      packed().skip(input.size() - stream_.avail_in);
      if (status == Z_STREAM_END) {
        next_member();
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        throw_damaged("gzip", packed().position(), stream_.msg != nullptr ? stream_.msg : "unreadable");
      }
      if (stream_.avail_out < room) {
        return given(room - stream_.avail_out);
      }
    }
    return 0;
  }

 private:
  /// After one member another may follow, or zero bytes that fill a block of a tape.
  void next_member() {
    while (packed().peek(1) == "\0"sv) {
      packed().skip(1);
    }
    const std::string_view next = packed().peek(gzip_magic.size());
    if (next.empty()) {
      ended_ = true;
    } else if (next == gzip_magic) {
      // The place for output is kept over the reset: read() looks at it afterwards.
      inflateReset(&stream_);
    } else {
      throw_damaged("gzip", packed().position(), "other bytes follow its end");
    }
  }

  z_stream stream_{};
  bool ended_ = false;
};

class ZstdSource : public Unpacker {
 public:
  ZstdSource(std::unique_ptr<BufferedSource> packed, std::uint32_t max_expansion)
      : Unpacker(std::move(packed), max_expansion), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) {
      throw IngestError("no memory left to unpack it; free some");
    }
  }

  std::size_t read(char* buffer, std::size_t size) override {
    for (;;) {
      const std::string_view input = packed().available();
      // Between frames the stream may end; inside one it is cut. What is held back inside the decoder comes out first.
      if (input.empty() && !pending_) {
        if (in_frame_) {
          throw_cut("zstd", packed().position());
        }
        return 0;
      }
      ZSTD_inBuffer in{input.data(), input.size(), 0};
      ZSTD_outBuffer out{buffer, size, 0};
      const std::size_t left = ZSTD_decompressStream(stream_.get(), &out, &in);
      if (ZSTD_isError(left) != 0) {
        if (ZSTD_getErrorCode(left) == ZSTD_error_frameParameter_windowTooLarge) {
          throw IngestError("packed with a zstd window of more than 128 MiB; unpack it first with zstd -d --long=31");
        }
        throw_damaged("zstd", packed().position(), ZSTD_getErrorName(left));
      }
      packed().skip(in.pos);
      in_frame_ = left != 0;
      pending_ = out.pos == out.size && in_frame_;
      if (out.pos > 0) {
        return given(out.pos);
      }
    }
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };
  std::unique_ptr<ZSTD_DStream, Free> stream_;
  bool in_frame_ = true;
  bool pending_ = false;
};

}  // namespace

std::unique_ptr<BufferedSource> unpack(std::unique_ptr<BufferedSource> source, std::uint32_t max_expansion) {
  const std::string_view head = source->peek(zstd_magic.size());
  if (head.starts_with(gzip_magic)) {
    return std::make_unique<BufferedSource>(std::make_unique<GzipSource>(std::move(source), max_expansion));
  }
  if (head == zstd_magic) {
    return std::make_unique<BufferedSource>(std::make_unique<ZstdSource>(std::move(source), max_expansion));
  }
  return source;
}

}  // namespace sitrep
