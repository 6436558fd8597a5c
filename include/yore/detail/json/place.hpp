// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_PLACE_HPP
#define YORE_DETAIL_JSON_PLACE_HPP

#include <yore/config.hpp>
#include <yore/detail/to_text.hpp>
#include <yore/detail/utf8.hpp>
#include <yore/json/error.hpp>
#include <yore/json/options.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace yore::detail {

/// How deep values may be nested in JSON; deeper ones are refused before they exhaust the stack.
inline constexpr std::size_t json_depth_limit = 500;

/// What a document is of, in words. A function, so that the words are made only when something is wrong.
using document_name = std::string (*)();

/// Whether members that are null are written.
enum class null_members : bool { keep, omit };

/// Where in a document a value stands: a chain on the stack, made into a JSON Pointer only when something is wrong.
class place {
public:
    explicit place(document_name type, json_options options = {}, null_members nulls = null_members::keep)
        : root_(this), type_(type), nulls_(nulls), options_(options) {}

    [[nodiscard]] place member(std::string_view name) const { return {*this, name, no_field}; }
    [[nodiscard]] place element(std::size_t index) const {
        place p{*this, {}, index};
        p.nulls_ = null_members::keep; // an element is replaced as a whole, so its nulls say what they say
        return p;
    }
    /// The value of this place must not be shown.
    [[nodiscard]] place hidden() const {
        place p = *this;
        p.hidden_ = true;
        return p;
    }

    [[nodiscard]] std::string_view name() const { return name_; }
    [[nodiscard]] const json_options& options() const { return root_->options_; }
    [[nodiscard]] bool omits_nulls() const { return nulls_ == null_members::omit; }

    [[nodiscard]] std::string pointer() const {
        if (up_ == nullptr) return {};
        return index_ == no_field ? step(up_->pointer(), name_) : step(up_->pointer(), number_text(index_));
    }

    [[noreturn]] YORE_COLD void fail(std::string expected, std::string found, const std::string& advice = {}) const {
        if (hidden_) throw json_error(root_->type_(), pointer(), std::move(expected), std::string(redacted_text));
        throw json_error(root_->type_(), pointer(), std::move(expected), std::move(found), advice);
    }

    /// Throws: `json_error` where text is not UTF-8.
    void require_utf8(std::string_view text) const {
        const std::size_t at = find_invalid_utf8(text);
        if (at == std::string_view::npos) return;
        constexpr std::string_view digits = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(text[at]);
        fail("text in UTF-8",
            std::string("the byte 0x") + digits[byte >> 4U] + digits[byte & 15U] + " at offset " + number_text(at));
    }

private:
    place(const place& up, std::string_view name, std::size_t index)
        : root_(up.root_),
          up_(&up),
          name_(name),
          index_(index),
          depth_(up.depth_ + 1),
          nulls_(up.nulls_),
          hidden_(up.hidden_) {
        if (depth_ > json_depth_limit)
            fail("values nested at most " + number_text(json_depth_limit) + " deep", "one that is deeper");
    }
    static std::string step(std::string path, std::string_view name) {
        return std::move(path) + "/" + escaped_step(name);
    }

    const place* root_;
    document_name type_ = nullptr; // at the root
    const place* up_ = nullptr;
    std::string_view name_;        // of the member
    std::size_t index_ = no_field; // of the element
    std::size_t depth_ = 0;
    null_members nulls_;
    bool hidden_ = false;
    json_options options_{};
};

} // namespace yore::detail

#endif
