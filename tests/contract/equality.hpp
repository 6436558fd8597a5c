// SPDX-License-Identifier: BSL-1.0
/// Equality by meaning and deep copies, written out for the types that the models use.
#ifndef YORE_TESTS_CONTRACT_EQUALITY_HPP
#define YORE_TESTS_CONTRACT_EQUALITY_HPP

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "models.hpp"

namespace contract {

template <class Value> [[nodiscard]] bool same(const Value& a, const Value& b) { return a == b; }

[[nodiscard]] inline bool same(const double& a, const double& b) { return a == b || (std::isnan(a) && std::isnan(b)); }

[[nodiscard]] inline bool same(const Address& a, const Address& b) {
    return a.street == b.street && a.number == b.number;
}

[[nodiscard]] inline bool same(const Part& a, const Part& b) {
    return a.code == b.code && a.label == b.label && a.count == b.count;
}

[[nodiscard]] inline bool same(const Note& a, const Note& b) { return a.text == b.text && a.stars == b.stars; }

[[nodiscard]] inline bool same(const std::optional<Address>& a, const std::optional<Address>& b) {
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

[[nodiscard]] inline bool same(const std::vector<Part>& a, const std::vector<Part>& b) {
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](const Part& left, const Part& right) { return same(left, right); });
}

[[nodiscard]] inline bool same(const std::unique_ptr<Note>& a, const std::unique_ptr<Note>& b) {
    return (a == nullptr) == (b == nullptr) && (a == nullptr || same(*a, *b));
}

[[nodiscard]] inline bool same(const std::shared_ptr<Note>& a, const std::shared_ptr<Note>& b) {
    return (a == nullptr) == (b == nullptr) && (a == nullptr || same(*a, *b));
}

template <class Value> [[nodiscard]] Value clone(const Value& value) { return value; }

[[nodiscard]] inline std::unique_ptr<Note> clone(const std::unique_ptr<Note>& value) {
    return value == nullptr ? nullptr : std::make_unique<Note>(*value);
}

[[nodiscard]] inline std::shared_ptr<Note> clone(const std::shared_ptr<Note>& value) {
    return value == nullptr ? nullptr : std::make_shared<Note>(*value);
}

/// Equal by the rules of the type alone.
struct by_meaning {
    template <class Value> bool operator()(const Value& a, const Value& b) const { return same(a, b); }
};

/// Equal when both have the same elements, in whatever order.
struct in_any_order {
    template <class Value> bool operator()(const std::vector<Value>& a, const std::vector<Value>& b) const {
        return std::set<Value>(a.begin(), a.end()) == std::set<Value>(b.begin(), b.end());
    }
};

/// Equal when not further apart than one half.
struct within_a_half {
    bool operator()(const double& a, const double& b) const { return same(a, b) || std::fabs(a - b) <= 0.5; }
};

} // namespace contract

#endif
