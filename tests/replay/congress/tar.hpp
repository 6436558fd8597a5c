// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_REPLAY_CONGRESS_TAR_HPP
#define YORE_TESTS_REPLAY_CONGRESS_TAR_HPP

#include "xz.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

/// The members of a ustar archive, one after the other, each as a whole.
/// Source: POSIX.1-2017, pax, "ustar Interchange Format"; long names and sparse files are not read.
class tar {
public:
    explicit tar(std::filesystem::path path) : file_{std::move(path)} {}

    /// Reads the next member; returns whether there was one.
    bool next() {
        std::array<char, block> header;
        fill(header);
        const std::string_view fields{header.data(), header.size()};
        if (fields.front() == '\0') return false; // the archive ends with blocks of zeros
        if (fields.substr(257, 5) != "ustar") throw std::runtime_error{"not a tar archive"};
        name_ = fields.substr(0, fields.substr(0, 100).find('\0'));
        content_.resize(octal(fields.substr(124, 12)));
        fill(content_);
        std::array<char, block> padding;
        fill(std::span{padding}.first((block - content_.size() % block) % block));
        return true;
    }

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& content() const { return content_; }
    [[nodiscard]] double portion_read() const { return file_.portion_read(); }

private:
    static constexpr std::size_t block = 512;

    void fill(std::span<char> into) {
        if (file_.read(into) != into.size()) throw std::runtime_error{"the tar archive ends early"};
    }

    static std::size_t octal(std::string_view text) {
        std::size_t value = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), value, 8).ec != std::errc{})
            throw std::runtime_error{"a size in the tar archive is no number"};
        return value;
    }

    xz::file file_;
    std::string name_;
    std::string content_;
};

#endif
