// SPDX-License-Identifier: BSL-1.0
/// The algebra of changes and merges on random states, against comparisons written by hand.
#include <yore/audit_fields.hpp>
#include <yore/merge.hpp>

#include <boost/describe.hpp>

#include "catch.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace laws {

// ---- the models

enum class Status { working, broken, retired };
BOOST_DESCRIBE_ENUM(Status, working, broken, retired)

struct Flat {
    std::int64_t id{};
    bool on{};
    std::int8_t small{};
    std::uint64_t large{};
    float ratio{};
    double number{};
    char letter{};
    std::string name{};
    Status status{};
    std::optional<int> count{};
    std::optional<std::string> location{};
    yore::timestamp seen{};
    std::chrono::seconds length{};
    std::chrono::year_month_day day{};
    std::array<int, 3> three{};
    std::pair<int, std::string> both{};
};

struct Place {
    std::string building{};
    std::optional<double> height{};
};

struct Nested {
    int id{};
    Place place{};
    std::optional<Place> maybe{};
    std::vector<int> numbers{};
    std::vector<Place> places{};
    std::vector<std::vector<bool>> bits{};
    std::map<std::string, double> counts{};
    std::unordered_map<int, std::vector<int>> hashed{};
    std::set<std::string> tags{};
    std::multiset<int> bag{};
    std::variant<std::monostate, int, std::string, Place> either{};
    std::unique_ptr<Place> owned{};
    std::shared_ptr<int> shared{};
    std::vector<std::unique_ptr<Place>> list{};
    std::map<int, std::unique_ptr<int>> map{};
};

struct Part {
    int code{};
    std::string label{};
    int cache{};
    using audit_policy = yore::policy<yore::ignore<&Part::cache>>;
};

/// The numbers that are generated are equal within the tolerance when they have the same integral part.
struct Ruled {
    int id{};
    std::vector<Part> parts{};
    std::vector<int> tags{};
    double weight{};
    std::vector<std::optional<double>> readings{};
    std::string cache{};
    int views{};
    std::string secret{};
    yore::AuditFields audit{};
    using audit_policy = yore::policy<yore::keyed_by<&Ruled::parts, &Part::code>, yore::as_set<&Ruled::tags>,
        yore::tolerance<&Ruled::weight, 0.25>, yore::tolerance<&Ruled::readings, 0.25>, yore::ignore<&Ruled::cache>,
        yore::untracked<&Ruled::views>, yore::redact<&Ruled::secret>>;
};

// ---- comparisons by hand

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }
bool close(double a, double b) { return same(std::floor(a), std::floor(b)); }

/// By what is behind them.
template <class Pointer, class Equal> bool same_behind(const Pointer& a, const Pointer& b, Equal equal) {
    return a && b ? equal(*a, *b) : !a && !b;
}
bool same(const Place& a, const Place& b) {
    return a.building == b.building && same_behind(a.height, b.height, [](double x, double y) { return same(x, y); });
}

bool same(const std::variant<std::monostate, int, std::string, Place>& a,
    const std::variant<std::monostate, int, std::string, Place>& b) {
    if (a.index() != b.index()) return false;
    switch (a.index()) {
    case 1:
        return std::get<1>(a) == std::get<1>(b);
    case 2:
        return std::get<2>(a) == std::get<2>(b);
    case 3:
        return same(std::get<3>(a), std::get<3>(b));
    default:
        return true;
    }
}

template <class Values, class Equal> bool all_same(const Values& a, const Values& b, Equal equal) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), equal);
}

template <class T> yore::field_set<T> set_of(const std::array<bool, yore::field_count<T>>& which) {
    yore::field_set<T> out;
    for (std::size_t i = 0; i != which.size(); ++i)
        if (which[i]) out.insert(i);
    return out;
}

yore::field_set<Flat> differing(const Flat& a, const Flat& b) {
    const std::array<bool, 16> differ{a.id != b.id, a.on != b.on, a.small != b.small, a.large != b.large,
        !same(static_cast<double>(a.ratio), static_cast<double>(b.ratio)), !same(a.number, b.number),
        a.letter != b.letter, a.name != b.name, a.status != b.status, a.count != b.count, a.location != b.location,
        a.seen != b.seen, a.length != b.length, a.day != b.day, a.three != b.three, a.both != b.both};
    return set_of<Flat>(differ);
}

yore::field_set<Nested> differing(const Nested& a, const Nested& b) {
    const auto same_places = [](const Place& x, const Place& y) { return same(x, y); };
    const auto same_entries = [](const auto& x, const auto& y) {
        return x.first == y.first && same(x.second, y.second);
    };
    const auto same_numbers = [](int x, int y) { return x == y; };
    const auto same_owned = [&](const auto& x, const auto& y) { return same_behind(x, y, same_places); };
    const auto same_owners = [&](const auto& x, const auto& y) {
        return x.first == y.first && same_behind(x.second, y.second, same_numbers);
    };
    const std::array<bool, 15> differ{a.id != b.id, !same(a.place, b.place),
        !same_behind(a.maybe, b.maybe, same_places), a.numbers != b.numbers, !all_same(a.places, b.places, same_places),
        a.bits != b.bits, !all_same(a.counts, b.counts, same_entries), a.hashed != b.hashed, a.tags != b.tags,
        a.bag != b.bag, !same(a.either, b.either), !same_behind(a.owned, b.owned, same_places),
        !same_behind(a.shared, b.shared, same_numbers), !all_same(a.list, b.list, same_owned),
        !all_same(a.map, b.map, same_owners)};
    return set_of<Nested>(differ);
}

yore::field_set<Ruled> differing(const Ruled& a, const Ruled& b) {
    const auto same_parts = [](const Part& x, const Part& y) { return x.code == y.code && x.label == y.label; };
    const auto close_readings = [](const auto& x, const auto& y) { return same_behind(x, y, close); };
    using set = std::set<int>;
    yore::field_set<Ruled> out;
    if (a.id != b.id) out.insert(0);
    if (!all_same(a.parts, b.parts, same_parts)) out.insert(1);
    if (set(a.tags.begin(), a.tags.end()) != set(b.tags.begin(), b.tags.end())) out.insert(2);
    if (!close(a.weight, b.weight)) out.insert(3);
    if (!all_same(a.readings, b.readings, close_readings)) out.insert(4);
    if (a.views != b.views) out.insert(6);
    if (a.secret != b.secret) out.insert(7);
    return out;
}

template <class T> bool equal(const T& a, const T& b) { return differing(a, b).empty(); }

// ---- random states

/// SplitMix64 (Steele, Lea and Flood 2014).
class random_values {
public:
    explicit random_values(std::uint64_t seed) : state_(seed) {}

    std::size_t below(std::size_t bound) {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return static_cast<std::size_t>((mixed ^ (mixed >> 31U)) % bound);
    }
    template <class V, std::size_t N> V one_of(const std::array<V, N>& values) { return values[below(N)]; }

private:
    std::uint64_t state_;
};

// Few values of each kind, so that equal ones meet.
void make(random_values& r, bool& v) { v = r.below(2) == 0; }
template <class N>
    requires std::is_integral_v<N>
void make(random_values& r, N& v) {
    using limits = std::numeric_limits<N>;
    v = r.one_of(std::array<N, 5>{0, 1, 2, limits::min(), limits::max()});
}
template <class F>
    requires std::is_floating_point_v<F>
void make(random_values& r, F& v) {
    using limits = std::numeric_limits<F>;
    constexpr F nan = limits::quiet_NaN();
    v = r.one_of(std::array<F, 9>{F(0), -F(0), F(0.125), F(0.25), F(3), F(3.25), -limits::infinity(), nan, -nan});
}
void make(random_values& r, std::string& v) {
    v = r.one_of(std::array<std::string_view, 5>{"", "a", "A", "a/b~c", "a text that is too long to be kept inside"});
}
void make(random_values& r, Status& v) { v = static_cast<Status>(r.below(4)); }
void make(random_values& r, yore::timestamp& v) { v = yore::timestamp{std::chrono::microseconds{r.below(3)}}; }
void make(random_values& r, std::chrono::seconds& v) { v = std::chrono::seconds{r.below(3)}; }
void make(random_values& r, std::chrono::year_month_day& v) {
    v = std::chrono::year{2024} / 2 / static_cast<int>(27 + r.below(3));
}
void make(random_values& r, std::monostate&) { (void)r; }
template <class V> void make(random_values& r, std::optional<V>& v);
template <class V> void make(random_values& r, std::vector<V>& v);
void make(random_values& r, Place& v) {
    make(r, v.building);
    make(r, v.height);
}
void make(random_values& r, Part& v) {
    v.code = static_cast<int>(r.below(5));
    make(r, v.label);
    make(r, v.cache);
}
void make(random_values& r, yore::AuditFields& v) {
    make(r, v.created_on);
    make(r, v.modified_by);
}
template <class V> V any(random_values& r) {
    V v{};
    make(r, v);
    return v;
}
template <class A, class B> void make(random_values& r, std::pair<A, B>& v) {
    make(r, v.first);
    make(r, v.second);
}
template <class V, std::size_t N> void make(random_values& r, std::array<V, N>& v) {
    for (V& one : v) make(r, one);
}
template <class V> void make(random_values& r, std::optional<V>& v) {
    v.reset();
    if (r.below(3) != 0) v = any<V>(r);
}
template <class V> void make(random_values& r, std::unique_ptr<V>& v) {
    v = r.below(3) == 0 ? nullptr : std::make_unique<V>(any<V>(r));
}
template <class V> void make(random_values& r, std::shared_ptr<V>& v) {
    v = r.below(3) == 0 ? nullptr : std::make_shared<V>(any<V>(r));
}
template <class... V> void make(random_values& r, std::variant<V...>& v) {
    const std::size_t wanted = r.below(sizeof...(V));
    std::size_t i = 0;
    ((i++ == wanted ? void(v = any<V>(r)) : void()), ...);
}
template <class K, class V> void make(random_values& r, std::map<K, V>& v) {
    v.clear();
    for (std::size_t n = r.below(4); n != 0; --n) v.emplace(any<K>(r), any<V>(r));
}
template <class K, class V> void make(random_values& r, std::unordered_map<K, V>& v) {
    v.clear();
    v.rehash(r.below(50)); // another order
    for (std::size_t n = r.below(4); n != 0; --n) v.emplace(any<K>(r), any<V>(r));
}
template <class V> void make(random_values& r, std::set<V>& v) {
    v.clear();
    for (std::size_t n = r.below(4); n != 0; --n) v.insert(any<V>(r));
}
template <class V> void make(random_values& r, std::multiset<V>& v) {
    v.clear();
    for (std::size_t n = r.below(4); n != 0; --n) v.insert(any<V>(r));
}
/// Mostly edits the list that is there.
template <class V> void make(random_values& r, std::vector<V>& v) {
    for (std::size_t n = r.below(4); n != 0; --n) {
        const auto place = [&](std::size_t size) { return v.begin() + static_cast<std::ptrdiff_t>(r.below(size)); };
        if (v.empty() || (r.below(2) == 0 && v.size() < 6)) v.insert(place(v.size() + 1), any<V>(r));
        else v.erase(place(v.size()));
    }
}

/// A state in which about one field of `one_in` is another than in `like`.
template <class T> T changed(const T& like, random_values& r, std::size_t one_in) {
    T out = yore::detail::clone(like);
    yore::for_each_field(out, [&](auto, auto& value) {
        if (r.below(one_in) == 0) make(r, value);
    });
    return out;
}

/// The first state, with some of its fields as in the second.
template <class T> T between(const T& first, const T& second, random_values& r) {
    yore::field_set<T> some;
    for (yore::field f : differing(first, second))
        if (r.below(2) == 0) some.insert(f.index);
    T out = yore::detail::clone(first);
    (void)yore::apply(yore::changes<T>(some, first, second), out);
    return out;
}

// ---- the laws

/// The states of one round, and how often something worth seeing happened in all of them.
template <class T> struct states {
    std::uint64_t round;
    T a, b, c, d;
};
struct sights {
    int equal = 0, different = 0, refused = 0, partly_applied = 0, in_conflict = 0, merged = 0;
};

void holds(std::uint64_t round, bool law, const char* what) {
    if (!law) FAIL("round " << round << ": " << what);
}

template <class T> std::string text_of(const yore::changes<T>& c) {
    std::string out;
    c.for_each_leaf([&](const yore::leaf& l) {
        out += std::to_string(static_cast<int>(l.kind)) + l.path + " " + l.from + " " + l.before + " " + l.after + "\n";
    });
    return out;
}

template <class T> yore::field_set<T> fields_with_leaves(const yore::changes<T>& c) {
    yore::field_set<T> out;
    c.for_each_leaf([&](const yore::leaf& l) {
        const std::string_view name = std::string_view(l.path).substr(1, l.path.find('/', 1) - 1);
        for (yore::field f : yore::field_set<T>::all())
            if (f.name == name) out.insert(f.index);
    });
    return out;
}

template <class Conflicts> std::vector<std::string_view> names_of(const Conflicts& conflicts) {
    std::vector<std::string_view> out;
    for (const auto& one : conflicts) out.push_back(one.field);
    return out;
}

template <class T> void check_diff(const states<T>& s, sights& seen) {
    const auto law = [&](bool ok, const char* what) { holds(s.round, ok, what); };
    const auto expected = differing(s.a, s.b);
    ++(expected.empty() ? seen.equal : seen.different);
    const auto c = yore::diff(s.a, s.b);
    law(yore::changed_fields(s.a, s.b) == expected, "the changed fields are those that differ by meaning");
    law(yore::changed_fields(s.b, s.a) == expected, "equality is symmetric");
    law(c.fields() == expected && c.size() == expected.size(), "a diff has the fields that differ");
    law(yore::diff(s.a, s.a).empty(), "nothing differs from itself");
    law((differing(s.a, s.c) - (yore::changed_fields(s.a, s.b) | yore::changed_fields(s.b, s.c))).empty(),
        "equality is transitive");
    law(fields_with_leaves(c) == expected, "exactly the fields that differ have leaves");
    law(yore::changed_fields(s.a, yore::detail::clone(s.a)).empty(), "a copy is equal");
}

template <class T> void check_algebra(const states<T>& s) {
    const auto law = [&](bool ok, const char* what) { holds(s.round, ok, what); };
    const auto ab = yore::diff(s.a, s.b), bc = yore::diff(s.b, s.c), cd = yore::diff(s.c, s.d);
    T target = yore::detail::clone(s.a);
    const auto done = yore::apply(ab, target);
    law(done && done.applied == ab.fields() && done.already_applied.empty(), "changes apply to the state before");
    law(equal(target, s.b), "and make the state after");
    const auto again = yore::apply(ab, target);
    law(again && again.applied.empty() && again.already_applied == ab.fields(), "once more they are applied already");
    law(equal(target, s.b), "and change nothing");
    law(static_cast<bool>(yore::apply(yore::inverse(ab), target)) && equal(target, s.a), "the inverse leads back");
    law(text_of(yore::inverse(yore::inverse(ab))) == text_of(ab), "the inverse of the inverse is the change");

    law(yore::compose(ab, yore::inverse(ab)).empty(), "there and back is nothing");
    const auto ac = yore::compose(ab, bc);
    law(ac.fields() == differing(s.a, s.c), "two changes make the change from first to last");
    law(static_cast<bool>(yore::apply(ac, target)) && equal(target, s.c), "which applies");
    const auto left = yore::compose(ac, cd), right = yore::compose(ab, yore::compose(bc, cd));
    T one = yore::detail::clone(s.a), two = yore::detail::clone(s.a);
    law(left.fields() == right.fields() && yore::apply(left, one) && yore::apply(right, two) && equal(one, two),
        "compose is associative");
    law(yore::compose(yore::inverse(bc), yore::inverse(ab)).fields() == yore::inverse(ac).fields(),
        "the inverse of two is both inverses, the second first");
}

template <class T> void check_apply(const states<T>& s, sights& seen) {
    const auto law = [&](bool ok, const char* what) { holds(s.round, ok, what); };
    const auto c = yore::diff(s.a, s.b);
    T target = yore::detail::clone(s.d);
    const auto unlike_before = differing(s.d, s.a), unlike_after = differing(s.d, s.b);
    const auto in_conflict = c.fields() & unlike_before & unlike_after;
    const auto done = yore::apply(c, target);
    law(names_of(done.conflicts) == in_conflict.names(), "a field that is neither before nor after is a conflict");
    if (!in_conflict.empty()) {
        ++seen.refused;
        law(!done && done.applied.empty() && done.already_applied.empty(), "with a conflict nothing is applied");
        law(equal(target, s.d), "and nothing written");
        return;
    }
    law(done && done.applied == c.fields() - unlike_before, "fields as before are applied");
    law(done.already_applied == (c.fields() & unlike_before), "fields as after are applied already");
    law((differing(target, s.b) & c.fields()).empty(), "all of them are as after");
    law((differing(target, s.d) - c.fields()).empty(), "others are left");
    if (!done.applied.empty() && !done.already_applied.empty()) ++seen.partly_applied;
}

template <class T> void check_merge(const states<T>& s, sights& seen) {
    const auto law = [&](bool ok, const char* what) { holds(s.round, ok, what); };
    const auto we = differing(s.a, s.b), they = differing(s.a, s.c), apart = differing(s.b, s.c);
    const auto merged = yore::merge(s.a, s.b, s.c), turned = yore::merge(s.a, s.c, s.b);
    law(names_of(merged.conflicts) == (we & they & apart).names(), "what both changed differently is a conflict");
    law(differing(merged.value, s.b) == ((they - we) & apart), "what only they changed is theirs, the rest is ours");
    law(names_of(turned.conflicts) == names_of(merged.conflicts), "conflicts do not depend on who merges");
    T target = yore::detail::clone(s.b);
    const auto applied = yore::apply(yore::diff(s.a, s.c), target);
    law(static_cast<bool>(applied) == static_cast<bool>(merged), "a merge conflicts where their changes do not apply");
    ++(merged ? seen.merged : seen.in_conflict);
    if (merged) {
        law(equal(merged.value, turned.value), "without conflicts it does not matter who merges");
        law(equal(merged.value, target), "without conflicts a merge applies their changes");
    }
    const auto ours_alone = yore::merge(s.a, s.b, s.a), theirs_alone = yore::merge(s.a, s.a, s.c),
               alike = yore::merge(s.a, s.b, s.b);
    law(ours_alone && equal(ours_alone.value, s.b), "with no change of theirs a merge is ours");
    law(theirs_alone && equal(theirs_alone.value, s.c), "with no change of ours it is theirs");
    law(alike && equal(alike.value, s.b), "with the same changes it is both");
}

TEMPLATE_TEST_CASE("changes and merges obey their laws", "", Flat, Nested, Ruled) {
    sights seen;
    for (std::uint64_t round = 0; round != 1200; ++round) {
        random_values r(round);
        const std::size_t one_in = 1 + r.below(12);
        TestType a = changed(TestType{}, r, 1), b = changed(a, r, one_in);
        TestType c = changed(r.below(2) == 0 ? a : b, r, one_in);
        TestType d = r.below(3) == 0 ? changed(c, r, one_in) : changed(between(a, b, r), r, 30);
        const states<TestType> s{round, std::move(a), std::move(b), std::move(c), std::move(d)};
        check_diff(s, seen);
        check_algebra(s);
        check_apply(s, seen);
        check_merge(s, seen);
    }
    CHECK(seen.equal > 20);
    CHECK(seen.different > 20);
    CHECK(seen.refused > 20);
    CHECK(seen.partly_applied > 20);
    CHECK(seen.in_conflict > 20);
    CHECK(seen.merged > 20);
}

TEST_CASE("no text of random changes and conflicts shows a redacted value") {
    const auto secret = [](random_values& r) { return "s3cret" + std::to_string(r.below(3)); };
    const auto hides = [](const std::string& text) { return text.find("s3cret") == std::string::npos; };
    int conflicts = 0;
    for (std::uint64_t round = 0; round != 300; ++round) {
        random_values r(round);
        Ruled a = changed(Ruled{}, r, 1);
        a.secret = secret(r);
        Ruled b = changed(a, r, 5), c = changed(a, r, 5);
        b.secret = secret(r);
        c.secret = secret(r);
        holds(round, hides(text_of(yore::diff(a, b))), "leaves hide it");
        Ruled target = c;
        for (const auto& one : yore::apply(yore::diff(a, b), target).conflicts)
            holds(round, hides(one.expected + one.found), "conflicts of apply hide it");
        for (const auto& one : yore::merge(a, b, c).conflicts) {
            holds(round, hides(one.base + one.ours + one.theirs), "conflicts of merge hide it");
            conflicts += one.field == "secret";
        }
    }
    CHECK(conflicts > 20);
}

} // namespace laws
