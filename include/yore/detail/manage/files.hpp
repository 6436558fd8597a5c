// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_FILES_HPP
#define YORE_DETAIL_MANAGE_FILES_HPP

#include <yore/detail/manage/session.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <istream>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

/// Files that commands read and write; `-` is the standard stream.
namespace yore::detail::managing {

enum class file_format { ndjson, csv };

/// By the option, else by the name of the file.
inline file_format format_of(std::string_view option, std::string_view file) {
    if (!option.empty()) return option == "csv" ? file_format::csv : file_format::ndjson;
    return file.ends_with(".csv") ? file_format::csv : file_format::ndjson;
}

/// A file that is read, with how much of it is done.
class input_file {
public:
    input_file(const console& c, const std::string& name) : name_(name), in_(&c.in()) {
        if (name == "-") return;
        std::error_code error;
        const std::uint64_t size = std::filesystem::file_size(name, error);
        own_.open(name, std::ios::binary);
        if (!own_ || error)
            throw failure(exit_code::failed,
                "cannot read " + words::shown(name) + ": " + (error ? error.message() : "it cannot be opened"));
        in_ = &own_;
        size_ = size;
    }
    [[nodiscard]] std::istream& stream() { return *in_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] std::uint64_t position() {
        if (size_ == 0) return 0;
        const auto at = own_.tellg();
        return at < 0 ? size_ : static_cast<std::uint64_t>(at);
    }
    /// Throws: `failure` that names the line.
    [[noreturn]] void fail(std::size_t line, std::string_view why, exit_code code = exit_code::failed) const {
        if (why.starts_with("yore: ")) why.remove_prefix(6);
        throw failure(code, (name_ == "-" ? std::string("standard input") : words::shown(name_)) + ", line " +
                                number_text(line) + ": " + std::string(why));
    }

private:
    std::string name_;
    std::istream* in_;
    std::ifstream own_;
    std::uint64_t size_ = 0;
};

/// A file that is written.
class output_file {
public:
    output_file(const console& c, const std::string& name) : name_(name), out_(&c.out()) {
        if (name.empty() || name == "-") return;
        own_.open(name, std::ios::binary | std::ios::trunc);
        if (!own_) throw failure(exit_code::failed, "cannot write " + words::shown(name));
        out_ = &own_;
    }
    [[nodiscard]] std::ostream& stream() { return *out_; }
    [[nodiscard]] bool is_own() const { return out_ == &own_; }
    /// Throws: `failure` where not all could be written.
    void close() {
        out_->flush();
        if (is_own()) own_.close();
        if (!*out_)
            throw failure(exit_code::failed, "cannot write all of " + words::shown(name_) + "; is the disk full?");
    }

private:
    std::string name_;
    std::ostream* out_;
    std::ofstream own_;
};

} // namespace yore::detail::managing

#endif
