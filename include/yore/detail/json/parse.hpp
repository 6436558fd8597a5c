// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_PARSE_HPP
#define YORE_DETAIL_JSON_PARSE_HPP

#include <yore/detail/json/expectation.hpp>
#include <yore/detail/json/place.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// JSON from text. Unlike nlohmann's own reader this one says where two members have one name, and how deep is too
/// deep.
namespace yore::detail {

/// Receives what nlohmann's parser finds and builds the value. Complexity: linear in the text; a look-up for each
/// member.
template <class J> class json_builder {
public:
    json_builder(document_name type, std::string_view text) : type_(type), text_(text) {}

    J take() { return std::move(root_); }

    bool null() { return put(J(nullptr)); }
    bool boolean(bool b) { return put(J(b)); }
    bool number_integer(typename J::number_integer_t n) { return put(J(n)); }
    bool number_unsigned(typename J::number_unsigned_t n) { return put(J(n)); }
    bool number_float(typename J::number_float_t n, const typename J::string_t&) { return put(J(n)); }
    bool string(typename J::string_t& s) { return put(J(std::move(s))); }
    bool binary(typename J::binary_t& b) { return put(J(std::move(b))); }

    bool start_object(std::size_t) { return open(J::object()); }
    bool start_array(std::size_t) { return open(J::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(typename J::string_t& name) {
        if (!open_.back().value->emplace(name, nullptr).second)
            throw json_error(
                type_(), pointer() + "/" + escaped_step(name), "each member once", in_quotes(name) + " again");
        open_.back().name = std::move(name);
        open_.back().in_member = true;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& e) {
        std::size_t line = 1;
        for (const char c : text_.substr(0, position == 0 ? 0 : position - 1)) line += c == '\n';
        const std::string_view what = e.what();
        const bool too_large = what.find("number overflow") != std::string_view::npos;
        const bool in_array = too_large && !open_.empty() && open_.back().value->is_array();
        throw json_error(type_(),
            pointer() + (in_array ? "/" + number_text(open_.back().value->size()) : std::string()), "JSON",
            "line " + number_text(line) + ", byte " + number_text(position) + ": " +
                (too_large ? "a number that is too large" : reason(what)));
    }

private:
    struct level {
        J* value;
        typename J::string_t name{}; // of the member that is being read
        bool in_member = false;
        bool in_element = false;
    };

    /// What nlohmann says is wrong, without the text that it read last: that may be a value that nobody may see.
    static std::string reason(std::string_view what) {
        if (const std::size_t at = what.find(" - "); at != std::string_view::npos) what.remove_prefix(at + 3);
        return std::string(what.substr(0, what.find("; last read")));
    }
    [[nodiscard]] std::string pointer() const {
        std::string out;
        for (const level& one : open_) {
            if (one.in_member) out += "/" + escaped_step(one.name);
            if (one.in_element) out += "/" + number_text(one.value->size() - 1);
        }
        return out;
    }
    J* place_of_next(J&& value) {
        if (open_.empty()) return &(root_ = std::move(value));
        level& parent = open_.back();
        if (parent.value->is_object()) return &((*parent.value)[parent.name] = std::move(value));
        parent.value->push_back(std::move(value));
        parent.in_element = true;
        return &parent.value->back();
    }
    bool finish() {
        if (!open_.empty()) open_.back().in_member = open_.back().in_element = false;
        return true;
    }
    bool put(J&& value) {
        place_of_next(std::move(value));
        return finish();
    }
    bool open(J&& value) {
        if (open_.size() == json_depth_limit)
            throw json_error(type_(), pointer(), "values nested at most " + number_text(json_depth_limit) + " deep",
                "one that is deeper");
        J* const opened = place_of_next(std::move(value));
        open_.push_back({opened});
        return true;
    }
    bool close() {
        open_.pop_back();
        return finish();
    }

    document_name type_;
    std::string_view text_;
    J root_;
    std::vector<level> open_;
};

/// Throws: `json_error` with line and byte where text is not JSON in UTF-8, has one member twice, or is nested too
/// deep.
template <class J> J parsed(std::string_view text, document_name type) {
    json_builder<J> builder(type, text);
    J::sax_parse(text.begin(), text.end(), &builder);
    return builder.take();
}

#if defined(YORE_SEPARATE_COMPILATION)
extern template nlohmann::json parsed(std::string_view, document_name);
#endif

} // namespace yore::detail

#endif
