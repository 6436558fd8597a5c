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
        const std::filesystem::file_status what = std::filesystem::status(name, error);
        if (!is_directory(what)) own_.open(name, std::ios::binary);
        if (!own_.is_open())
            throw failure(exit_code::failed, "cannot read " + words::shown(name) + ": " +
                                                 (is_directory(what) ? "it is a folder"
                                                     : error         ? error.message()
                                                                     : "it cannot be opened"));
        in_ = &own_;
        if (is_regular_file(what)) size_ = std::filesystem::file_size(name);
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

/// A file that is written: under another name until it is complete, so that what it replaces stays until then.
class output_file {
public:
    output_file(const console& c, const std::string& name) : name_(name), out_(&c.out()) {
        if (name.empty() || name == "-") return;
        std::error_code ignored;
        const std::filesystem::file_status what = std::filesystem::status(name, ignored);
        const bool is_place = exists(what) && !is_regular_file(what); // a pipe or device, which others read from
        if (!is_place) part_ = target().string() + ".part";
        own_.open(is_place ? name : part_, std::ios::binary | std::ios::trunc);
        if (!own_) {
            part_.clear(); // is not ours
            throw failure(exit_code::failed, "cannot write " + words::shown(name));
        }
        if (!is_place && exists(what)) std::filesystem::permissions(part_, what.permissions(), ignored);
        out_ = &own_;
    }
    output_file(const output_file&) = delete;
    output_file& operator=(const output_file&) = delete;
    ~output_file() {
        std::error_code ignored;
        if (!part_.empty()) std::filesystem::remove(part_, ignored);
    }
    [[nodiscard]] std::ostream& stream() { return *out_; }
    [[nodiscard]] bool is_own() const { return out_ == &own_; }
    /// Throws: `failure` where not all could be written.
    void close() {
        out_->flush();
        if (is_own()) own_.close();
        std::error_code error;
        if (*out_ && !part_.empty()) std::filesystem::rename(part_, target(), error);
        if (!*out_ || error)
            throw failure(exit_code::failed, "cannot write all of " + words::shown(name_) +
                                                 (error ? ": " + error.message() : "; is the disk full?"));
        part_.clear();
    }

private:
    /// Where a link leads.
    [[nodiscard]] std::filesystem::path target() const {
        std::error_code error;
        std::filesystem::path found = std::filesystem::canonical(name_, error);
        return error ? std::filesystem::path(name_) : found;
    }

    std::string name_, part_;
    std::ostream* out_;
    std::ofstream own_;
};

} // namespace yore::detail::managing

#endif
