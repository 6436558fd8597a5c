// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_CONSOLE_HPP
#define YORE_DETAIL_MANAGE_CONSOLE_HPP

#include <yore/detail/letter_case.hpp>
#include <yore/detail/manage/failure.hpp>
#include <yore/detail/text/sentence.hpp>
#include <yore/detail/text/time.hpp>
#include <yore/manage/streams.hpp>
#include <yore/text/options.hpp>
#include <yore/version.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::managing {

/// `12,345`.
inline std::string grouped(std::uint64_t n) {
    std::string out = number_text(n);
    for (std::size_t i = out.size(); i > 3; i -= 3) out.insert(i - 3, 1, ',');
    return out;
}
/// `1 version`, `12,345 versions`.
inline std::string counted(std::uint64_t n, std::string_view one, std::string_view many) {
    return grouped(n) + " " + std::string(n == 1 ? one : many);
}
inline std::string bytes_text(std::uint64_t bytes) {
    if (bytes < 10'000) return counted(bytes, "byte", "bytes");
    if (bytes < 10'000'000) return grouped(bytes / 1000) + " kB";
    return grouped(bytes / 1'000'000) + " MB";
}

/// What stands in the cells of a table under each other.
class text_table {
public:
    explicit text_table(std::vector<std::string> heading) { rows_.push_back(std::move(heading)); }
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    [[nodiscard]] bool empty() const { return rows_.size() == 1; }

    [[nodiscard]] std::string text(const text_options& o) const {
        std::vector<std::size_t> widths(rows_[0].size());
        for (const auto& row : rows_)
            for (std::size_t i = 0; i != row.size(); ++i) widths[i] = std::max(widths[i], words::units_in(row[i]));
        std::string out;
        for (std::size_t r = 0; r != rows_.size(); ++r) {
            std::string line;
            for (std::size_t i = 0; i != rows_[r].size(); ++i) {
                if (i != 0) line += "  ";
                line += rows_[r][i];
                if (i + 1 != rows_[r].size()) line.append(widths[i] - words::units_in(rows_[r][i]), ' ');
            }
            while (!line.empty() && line.back() == ' ') line.pop_back();
            out += (r == 0 ? words::painter(o).heading(std::move(line)) : line) + "\n";
        }
        return out;
    }

private:
    std::vector<std::vector<std::string>> rows_;
};

/// Where a command speaks with people and programs.
class console {
public:
    console(const manage_streams& s, std::string program) : s_(s), program_(std::move(program)) {}

    text_options text{};  ///< how values are shown
    bool as_json = false; ///< results are JSON
    bool agreed = false;  ///< --yes

    [[nodiscard]] std::ostream& out() const { return s_.out; }
    [[nodiscard]] std::istream& in() const { return s_.in; }
    [[nodiscard]] const std::string& program() const { return program_; }
    [[nodiscard]] bool out_is_terminal() const { return s_.out_is == terminal::yes; }
    [[nodiscard]] bool shows_progress() const { return s_.err_is == terminal::yes; }
    [[nodiscard]] std::size_t columns() const { return s_.columns; }

    void say(std::string_view line) const { s_.out << line << '\n'; }
    /// Shows what would be done: above the question, where one is asked, else as a part of the result.
    void preview(std::string_view lines, dry_run dry) const {
        const bool asks = dry == dry_run::no && !agreed;
        if (asks && (as_json || !out_is_terminal())) s_.err << lines << std::flush;
        else if (!as_json) s_.out << lines << std::flush;
    }
    void note(std::string_view text_for_people) const { s_.err << text_for_people << std::flush; }
    void complain(std::string_view message) const {
        if (message.starts_with("yore: ")) message.remove_prefix(6);
        s_.err << program_ << ": ";
        words::for_each_unit(message, [&](std::string_view bytes, const words::text_unit& unit, bool hidden) {
            s_.err << (hidden ? words::escaped(unit) : std::string(bytes));
        });
        s_.err << '\n';
    }
    template <class Json> void say_json(const Json& j) const {
        s_.out << j.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    }

    /// Asks before something is written. Throws: `failure` where the answer is no, or nobody can be asked.
    void confirm(const std::string& question) const {
        if (agreed) return;
        if (s_.in_is != terminal::yes || s_.err_is != terminal::yes)
            throw failure(exit_code::declined, "nothing was written: this asks before it writes, and there is no "
                                               "terminal to ask on; add --yes when you mean it");
        s_.err << question << " [y/N] " << std::flush;
        std::string answer;
        if (!std::getline(s_.in, answer)) s_.err << '\n';
        std::erase_if(answer, [](char c) { return c == ' ' || c == '\r' || c == '\t'; });
        if (!same_but_for_case(answer, "y") && !same_but_for_case(answer, "yes"))
            throw failure(exit_code::declined, "nothing was written");
    }

private:
    manage_streams s_;
    std::string program_;
};

/// A JSON array that is written element by element, as `say_json` would write the whole.
class json_list {
public:
    explicit json_list(const console& c) : c_(c) {}
    template <class Json> void add(const Json& element) {
        c_.out() << (std::exchange(empty_, false) ? "[\n  " : ",\n  ");
        for (char c : element.dump(2, ' ', false, Json::error_handler_t::replace))
            if (c == '\n') c_.out() << "\n  ";
            else c_.out() << c;
    }
    void end() { c_.out() << (empty_ ? "[]\n" : "\n]\n"); }

private:
    const console& c_;
    bool empty_ = true;
};

/// A bar that grows, on terminals only.
class progress {
public:
    progress(const console& c, std::string what, std::uint64_t total) : c_(c), what_(std::move(what)), total_(total) {}
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() {
        if (shown_) c_.note("\r\x1b[K");
    }

    void at(std::uint64_t done) {
        if (!c_.shows_progress() || total_ == 0) return;
        done = std::min(done, total_);
        const auto percent = static_cast<std::uint64_t>(static_cast<double>(done) / static_cast<double>(total_) * 100);
        if (shown_ && percent == percent_) return;
        shown_ = true;
        percent_ = percent;
        const std::string head = what_ + " [", tail = "] " + number_text(percent) + " %";
        const std::size_t fixed = words::units_in(head) + tail.size() + 1;
        const std::size_t room = c_.columns() > fixed + 10 ? std::min<std::size_t>(c_.columns() - fixed, 50) : 10;
        const std::size_t full = static_cast<std::size_t>(percent) * room / 100;
        c_.note("\r" + head + std::string(full, '#') + std::string(room - full, '.') + tail + "\x1b[K");
    }

private:
    const console& c_;
    std::string what_;
    std::uint64_t total_, percent_ = 0;
    bool shown_ = false;
};

} // namespace yore::detail::managing

#endif
