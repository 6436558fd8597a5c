// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_COMPARED_FIELD_HPP
#define YORE_DETAIL_HTML_COMPARED_FIELD_HPP

#include <yore/commit.hpp>
#include <yore/detail/html/value.hpp>
#include <yore/detail/merge_sort.hpp>
#include <yore/text/field_change.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// What a field was in some versions of an entity, and which of its values are the same.
namespace yore::detail::pages {

/// One version as a comparison sees it.
struct compared_version {
    version_number number = 0;
    operation op{};
    const yore::commit* of = nullptr;
    std::vector<field_change> fields{}; ///< the `after` of each recorded field, the same for every version
    std::vector<bool> changed{};        ///< which of them it changed
    const void* state = nullptr;        ///< of the model
};

/// Whether two states have the same value in one of the recorded fields, as the model compares them.
using same_field = bool (*)(const void* a, const void* b, std::size_t field);

/// One value of a field, as the versions that share it have it.
struct compared_value {
    const value_text* text = nullptr;    ///< null: deleted
    const void* state = nullptr;         ///< that has it
    std::size_t life = 0;                ///< only values of one life may be the same
    std::size_t twins = 0;               ///< others before it that read alike
    std::set<std::size_t> differences{}; ///< bytes where it begins to differ from others, if it is long
};

class compared_field {
public:
    /// Requires: the versions outlive this.
    compared_field(
        const std::vector<compared_version>& versions, std::size_t index, same_field same, std::size_t length)
        : versions_(versions), index_(index), same_(same) {
        for (std::size_t i = 0, life = 0; i != versions.size(); ++i) {
            life += is_renewed(i);
            numbers_.push_back(number_of(i, life));
        }
        for (std::size_t a = 0; a != values_.size(); ++a)
            for (std::size_t b = a + 1; b != values_.size(); ++b)
                if (are_same(values_[a], values_[b])) alike_.emplace_back(a, b);
        find_differences(length);
    }

    [[nodiscard]] std::size_t index() const { return index_; }
    [[nodiscard]] bool differs() const { return alike_.size() != values_.size() * (values_.size() - 1) / 2; }
    [[nodiscard]] const std::vector<compared_value>& values() const { return values_; }
    [[nodiscard]] std::size_t number_of_value(std::size_t version) const { return numbers_[version]; }
    /// Pairs of values that are the same and read otherwise.
    [[nodiscard]] const std::vector<std::pair<std::size_t, std::size_t>>& alike() const { return alike_; }
    /// How much of a long text is shown around each difference.
    [[nodiscard]] std::size_t width() const { return width_; }

private:
    /// Whether it was changed although nothing is seen of that, as of a secret: from there it is another one.
    [[nodiscard]] bool is_renewed(std::size_t i) const {
        if (i == 0 || !versions_[i].changed[index_]) return false;
        if (versions_[i].fields[index_].after.state == value_state::redacted) return true;
        const compared_version& before = versions_[i - 1];
        return before.op != operation::deleted && same_(before.state, versions_[i].state, index_);
    }

    /// The number of the value that a version has, a new one where none is the same and reads so.
    std::size_t number_of(std::size_t i, std::size_t life) {
        compared_value mine;
        if (const compared_version& v = versions_[i]; v.op != operation::deleted)
            mine = {&v.fields[index_].after, v.state, life, 0, {}};
        for (std::size_t n = 0; n != values_.size(); ++n) {
            const compared_value& other = values_[n];
            const bool reads_so = mine.text != nullptr && other.text != nullptr && *mine.text == *other.text;
            if (reads_so ? are_same(mine, other) : mine.text == other.text) return n;
            mine.twins += reads_so && mine.text->state != value_state::redacted;
        }
        values_.push_back(std::move(mine));
        return values_.size() - 1;
    }

    [[nodiscard]] bool are_same(const compared_value& a, const compared_value& b) const {
        return a.text != nullptr && b.text != nullptr && a.life == b.life && same_(a.state, b.state, index_);
    }

    /// Where each long text begins to differ from each of the others. In the order of the texts, two have in common what
    /// all neighbours between them have.
    void find_differences(std::size_t length) {
        std::vector<compared_value*> texts;
        bool some_are_long = false;
        for (compared_value& v : values_)
            if (v.text != nullptr && v.text->state == value_state::known) {
                texts.push_back(&v);
                some_are_long = some_are_long || is_long(v, length);
            }
        if (!some_are_long) return;
        merge_sort(
            texts, [](const compared_value* a, const compared_value* b) { return a->text->text < b->text->text; });
        std::vector<std::size_t> common; // of each with the one before it
        for (std::size_t i = 1; i < texts.size(); ++i)
            common.push_back(words::common_bytes(texts[i - 1]->text->text, texts[i]->text->text));
        std::size_t most = 1;
        for (std::size_t i = 1; i < texts.size(); ++i)
            for (std::size_t j = i, least = common[i - 1]; j-- != 0;) {
                if (common[j] < least) least = common[j];
                if (texts[i]->text->text == texts[j]->text->text) continue;
                for (compared_value* v : {texts[i], texts[j]})
                    if (is_long(*v, length)) v->differences.insert(least);
            }
        for (const compared_value* v : texts)
            if (v->differences.size() > most) most = v->differences.size();
        width_ = length < most ? 1 : length / most;
    }
    static bool is_long(const compared_value& v, std::size_t length) {
        return v.text->text.size() > length && !is_word(v.text->text);
    }

    const std::vector<compared_version>& versions_;
    std::size_t index_;
    same_field same_;
    std::vector<compared_value> values_{};
    std::vector<std::size_t> numbers_{}; // of the value that each version has
    std::vector<std::pair<std::size_t, std::size_t>> alike_{};
    std::size_t width_ = 0;
};

} // namespace yore::detail::pages

#endif
