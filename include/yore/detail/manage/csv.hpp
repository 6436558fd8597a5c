// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_CSV_HPP
#define YORE_DETAIL_MANAGE_CSV_HPP

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Tables as text.
/// Source: RFC 4180, in UTF-8. An empty cell is null, an empty text is `""`.
namespace yore::detail::managing {

/// A cell; nothing for null.
using csv_cell = std::optional<std::string>;

inline void write_csv_cell(std::string& out, const csv_cell& cell) {
    if (!cell) return;
    if (!cell->empty() && cell->find_first_of(",\"\r\n") == std::string::npos) {
        out += *cell;
        return;
    }
    out += '"';
    for (char c : *cell) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

inline std::string csv_row(const std::vector<csv_cell>& cells) {
    std::string out;
    for (std::size_t i = 0; i != cells.size(); ++i) {
        if (i != 0) out += ',';
        write_csv_cell(out, cells[i]);
    }
    return out += '\n';
}

/// Reads rows one by one.
class csv_reader {
public:
    explicit csv_reader(std::istream& in) : in_(in) {}

    /// The line on which the last row begins.
    [[nodiscard]] std::size_t line() const { return begin_; }
    /// Why `read` has returned false before the end; empty at the end.
    [[nodiscard]] const std::string& mistake() const { return mistake_; }

    bool read(std::vector<csv_cell>& cells) {
        cells.clear();
        begin_ = line_ + 1;
        if (line_ == 0) skip_mark();
        const bool is_end = begun_.empty() && in_.peek() == std::istream::traits_type::eof();
        while (!is_end && read_cell(cells.emplace_back()) == ',') continue;
        ++line_;
        if (in_.bad()) mistake_ = "it cannot be read any further";
        return !is_end && mistake_.empty();
    }

private:
    /// The three bytes with which spreadsheets begin UTF-8.
    void skip_mark() {
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        for (char c : mark)
            if (in_.peek() == static_cast<unsigned char>(c)) begun_ += static_cast<char>(in_.get());
            else return;
        begun_.clear();
    }
    /// Returns: what stands behind the cell: a comma, the end of the line or of the file.
    int read_cell(csv_cell& cell) {
        constexpr int end_of_file = std::istream::traits_type::eof();
        if (begun_.empty() && in_.peek() == '"') {
            static_cast<void>(in_.get());
            cell.emplace();
            for (int c = in_.get();; c = in_.get()) {
                if (c == end_of_file) {
                    mistake_ = "a quotation mark has no end";
                    return c;
                }
                if (c == '"' && in_.peek() != '"') break;
                if (c == '"') static_cast<void>(in_.get());
                if (c == '\n') ++line_;
                *cell += static_cast<char>(c);
            }
            const int c = next();
            if (c != ',' && c != '\n' && c != end_of_file) mistake_ = "text behind a quotation mark that ends a cell";
            return c;
        }
        std::string text = std::exchange(begun_, {});
        int c = next();
        for (; c != ',' && c != '\n' && c != end_of_file; c = next()) text += static_cast<char>(c);
        if (!text.empty()) cell = std::move(text);
        return c;
    }
    /// The next character, a line end of Windows as one.
    int next() {
        const int c = in_.get();
        if (c == '\r' && in_.peek() == '\n') return in_.get();
        return c;
    }

    std::istream& in_;
    std::size_t line_ = 0, begin_ = 0;
    std::string begun_; // of the first cell
    std::string mistake_;
};

} // namespace yore::detail::managing

#endif
