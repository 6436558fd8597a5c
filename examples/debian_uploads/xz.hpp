// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EXAMPLES_DEBIAN_UPLOADS_XZ_HPP
#define YORE_EXAMPLES_DEBIAN_UPLOADS_XZ_HPP

#include <lzma.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace xz {

/// A file that is read from front to back and decompressed on the way when it is an .xz file.
class file {
public:
    explicit file(std::filesystem::path path) : path_{std::move(path)}, source_{path_, std::ios::binary} {
        if (!source_) throw std::runtime_error{"cannot open " + path_.string()};
        size_ = std::filesystem::file_size(path_);
        refill();
        compressed_ = std::string_view{buffer_.data(), decoder_.avail_in}.starts_with(magic);
        if (compressed_ && lzma_stream_decoder(&decoder_, UINT64_MAX, LZMA_CONCATENATED) != LZMA_OK)
            throw std::runtime_error{"cannot start to decompress " + path_.string()};
    }
    file(const file&) = delete;
    file& operator=(const file&) = delete;
    ~file() { lzma_end(&decoder_); }

    /// Fills `into` as far as the file goes; returns the number of bytes, 0 at the end.
    std::size_t read(std::span<char> into) {
        decoder_.next_out = reinterpret_cast<std::uint8_t*>(into.data());
        decoder_.avail_out = into.size();
        while (decoder_.avail_out != 0 && !finished_) step();
        return into.size() - decoder_.avail_out;
    }

    /// The part of the file, as it lies on the disk, that has been read: 0 to 1.
    [[nodiscard]] double portion_read() const {
        return size_ == 0 ? 1.0 : static_cast<double>(taken_ - decoder_.avail_in) / static_cast<double>(size_);
    }

private:
    static constexpr std::string_view magic{"\xFD\x37zXZ", 6}; // the sixth byte is the zero at the end of the literal

    void step() {
        if (decoder_.avail_in == 0) refill();
        if (compressed_) decompress();
        else copy();
    }

    void refill() {
        source_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
        decoder_.next_in = reinterpret_cast<const std::uint8_t*>(buffer_.data());
        decoder_.avail_in = static_cast<std::size_t>(source_.gcount());
        taken_ += decoder_.avail_in;
    }

    void decompress() {
        const lzma_ret result = lzma_code(&decoder_, source_.eof() ? LZMA_FINISH : LZMA_RUN);
        finished_ = result == LZMA_STREAM_END;
        if (result != LZMA_OK && result != LZMA_STREAM_END)
            throw std::runtime_error{path_.string() + " is damaged (lzma error " + std::to_string(result) + ")"};
    }

    void copy() {
        const std::size_t size = std::min(decoder_.avail_in, decoder_.avail_out);
        std::copy_n(decoder_.next_in, size, decoder_.next_out);
        decoder_.next_in += size;
        decoder_.avail_in -= size;
        decoder_.next_out += size;
        decoder_.avail_out -= size;
        finished_ = size == 0;
    }

    std::filesystem::path path_;
    std::ifstream source_;
    std::array<char, 1 << 16> buffer_;
    lzma_stream decoder_ = LZMA_STREAM_INIT;
    std::uintmax_t size_ = 0;
    std::uintmax_t taken_ = 0;
    bool compressed_ = false;
    bool finished_ = false;
};

/// The lines of a file, one after the other.
class lines {
public:
    explicit lines(std::filesystem::path path) : file_{std::move(path)} {}

    /// Sets `line` to the next line without its end; returns whether there was one.
    bool next(std::string& line) {
        line.clear();
        while (rest_.find('\n') == std::string_view::npos) {
            line += rest_;
            rest_ = {buffer_.data(), file_.read(buffer_)};
            if (rest_.empty()) return !line.empty();
        }
        const std::size_t end = rest_.find('\n');
        line += rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return true;
    }

    [[nodiscard]] double portion_read() const { return file_.portion_read(); }

private:
    file file_;
    std::array<char, 1 << 16> buffer_;
    std::string_view rest_;
};

} // namespace xz

#endif
