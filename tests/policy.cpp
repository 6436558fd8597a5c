// SPDX-License-Identifier: BSL-1.0
#include <boost/describe.hpp>

#include <yore/audit_fields.hpp>
#include <yore/diff.hpp>
#include <yore/policy.hpp>

#include "facts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace policies {

namespace detail = yore::detail;

struct Part {
    int code;
    int count;
};

/// Every rule once.
struct Everything {
    std::string shelf;
    int slot;
    std::string note;
    int views;
    std::string secret;
    std::string email;
    std::vector<std::string> tags;
    std::vector<Part> parts;
    double weight;
    std::optional<float> height;

    using audit_policy = yore::policy<yore::key<&Everything::shelf, &Everything::slot>, yore::ignore<&Everything::note>,
        yore::untracked<&Everything::views>, yore::redact<&Everything::secret>,
        yore::label<&Everything::email, "E-mail">, yore::was<&Everything::email, "mail", "e_mail">,
        yore::table<"everything_else">, yore::as_set<&Everything::tags>,
        yore::keyed_by<&Everything::parts, &Part::code>, yore::tolerance<&Everything::weight, 1e-9>,
        yore::tolerance<&Everything::height, 0.25>, yore::require_reason, yore::full_rows>;
};

struct Nothing {
    std::int64_t id;
    std::string name;
};

/// A type of somebody else.
struct Foreign {
    std::int64_t number;
    std::string pin;
};

template <class T> using set = yore::field_set<T>;
template <class T, template <auto...> class Kind> constexpr set<T> under = detail::fields_under<T, Kind>;
template <class T, auto Member> using compares = detail::comparison_of<T, yore::field_index<Member, T>>;

} // namespace policies

template <> struct yore::policy_of<policies::Foreign> {
    using type = policy<key<&policies::Foreign::number>, redact<&policies::Foreign::pin>, table<"foreigner">>;
};

namespace policies {

TEST_CASE("each rule is about the fields that it names") {
    FACT(under<Everything, yore::ignore> == set<Everything>{yore::fields<&Everything::note>});
    FACT(under<Everything, yore::untracked> == set<Everything>{yore::fields<&Everything::views>});
    FACT(under<Everything, yore::redact> == set<Everything>{yore::fields<&Everything::secret>});
    FACT(under<Everything, yore::as_set> == set<Everything>{yore::fields<&Everything::tags>});
    FACT(detail::reason_is_required<Everything>);
    FACT(detail::wants_full_rows<Everything>);
    FACT(detail::table_name<Everything> == "everything_else");
    FACT(std::is_same_v<yore::key_of<Everything>, std::tuple<std::string, int>>);
    FACT(std::is_same_v<compares<Everything, &Everything::tags>, detail::as_a_set>);
    FACT(std::is_same_v<compares<Everything, &Everything::parts>, detail::paired_by<&Part::code>>);
    FACT(std::is_same_v<compares<Everything, &Everything::weight>, detail::within<1e-9>>);
    FACT(std::is_same_v<compares<Everything, &Everything::email>, detail::plainly>);
}

TEST_CASE("without a policy there are no rules") {
    FACT(under<Nothing, yore::ignore>.empty());
    FACT(under<Nothing, yore::untracked>.empty());
    FACT(under<Nothing, yore::redact>.empty());
    FACT(!detail::reason_is_required<Nothing>);
    FACT(!detail::wants_full_rows<Nothing>);
    FACT(std::is_same_v<yore::key_of<Nothing>, std::int64_t>);
    FACT(std::is_same_v<compares<Nothing, &Nothing::name>, detail::plainly>);
}

TEST_CASE("the label is the name unless the policy says otherwise") {
    FACT(detail::label_of<Everything>(5) == "E-mail");
    FACT(detail::label_of<Everything>(4) == "secret");
}

TEST_CASE("a field answers to its earlier names and to no others") {
    FACT(detail::was_named<Everything>(5, "mail"));
    FACT(detail::was_named<Everything>(5, "e_mail"));
    FACT(!detail::was_named<Everything>(5, "email"));
    FACT(!detail::was_named<Everything>(4, "mail"));
}

TEST_CASE("the key of a state is read from its fields") {
    const Everything e{"A", 7, {}, {}, {}, {}, {}, {}, {}, {}};
    CHECK(detail::key_from(e) == std::tuple<std::string, int>{"A", 7});
    const Nothing n{8, {}};
    CHECK(&detail::key_from(n) == &n.id);
}

TEST_CASE("a policy can stand beside a type that is not ours") {
    FACT(std::is_same_v<yore::key_of<Foreign>, std::int64_t>);
    FACT(under<Foreign, yore::redact> == set<Foreign>{yore::fields<&Foreign::pin>});
    FACT(detail::table_name<Foreign> == "foreigner");
}

// ---- names of tables

struct ProblemReport {
    int id;
};
struct HTTPRoute {
    int id;
};
struct lower_case {
    int id;
};
struct Room2B {
    int id;
};
struct X {
    int id;
};
template <class V> struct Box {
    int id;
    V value;
    using audit_policy = yore::policy<yore::table<"box">>;
};

TEST_CASE("the name of the table is the name of the type in snake case") {
    FACT(detail::table_name<Nothing> == "nothing");
    FACT(detail::table_name<ProblemReport> == "problem_report");
    FACT(detail::table_name<HTTPRoute> == "http_route");
    FACT(detail::table_name<lower_case> == "lower_case");
    FACT(detail::table_name<Room2B> == "room2_b");
    FACT(detail::table_name<X> == "x");
    FACT(detail::table_name<Box<int>> == "box");
}

TEST_CASE("an instance of a class template is recognised, a type in a function is none") {
    FACT(detail::is_in_template("Box<int>"));
    FACT(detail::is_in_template("a::Box<int>::Inner"));
    FACT(detail::is_in_template("(anonymous namespace)::Box<void (*)(int)>"));
    FACT(!detail::is_in_template("a::Machine"));
    FACT(!detail::is_in_template("(anonymous namespace)::Machine"));
    FACT(!detail::is_in_template("f<int>()::Machine"));
    FACT(!detail::is_in_template("f()::<lambda(std::vector<int>)>::Machine"));
}

// ---- inheritance

struct Base {
    std::int64_t id = 0;
    std::string secret{};
    std::string note{};
    using audit_policy = yore::policy<yore::redact<&Base::secret>, yore::label<&Base::note, "Remark">,
        yore::table<"base">, yore::require_reason>;
};
BOOST_DESCRIBE_STRUCT(Base, (), (id, secret, note))

struct Silent : Base {
    int more = 0;
};
BOOST_DESCRIBE_STRUCT(Silent, (Base), (more))

struct Talking : Base {
    int more = 0;
    using audit_policy =
        yore::policy<yore::ignore<&Talking::more>, yore::label<&Base::note, "Own words">, yore::table<"talking">>;
};
BOOST_DESCRIBE_STRUCT(Talking, (Base), (more))

struct Grandchild : Silent {
    std::string name{};
    using audit_policy = yore::policy<yore::key<&Grandchild::name>>;
};
BOOST_DESCRIBE_STRUCT(Grandchild, (Silent), (name))

struct ForeignChild : Base {
    std::string pin{};
};
BOOST_DESCRIBE_STRUCT(ForeignChild, (Base), (pin))

struct Side {
    std::string token{};
    using audit_policy = yore::policy<yore::redact<&Side::token>>;
};
BOOST_DESCRIBE_STRUCT(Side, (), (token))

struct TwoBases : Side, Silent {
    using audit_policy = yore::policy<yore::untracked<&Silent::more>>;
};
BOOST_DESCRIBE_STRUCT(TwoBases, (Side, Silent), ())

/// Lists its members; the rules of its base hold all the same.
/// A base that has nothing but rules.
struct Strict {
    using audit_policy = yore::policy<yore::require_reason, yore::full_rows, yore::table<"strict">>;
};
BOOST_DESCRIBE_STRUCT(Strict, (), ())

struct Kept : Strict {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(Kept, (Strict), (id))

struct StrictChild : Kept {
    std::string name{};
    using audit_policy = yore::policy<yore::label<&StrictChild::name, "Name">>;
};
BOOST_DESCRIBE_STRUCT(StrictChild, (Kept), (name))

/// Its base's base says otherwise.
struct Later : Talking {
    std::string name{};
};
BOOST_DESCRIBE_STRUCT(Later, (Talking), (name))

struct Listed : Base {
    int more = 0;
    using audit_members = yore::members<&Listed::id, &Listed::secret, &Listed::note, &Listed::more>;
};

} // namespace policies

template <> struct yore::policy_of<policies::ForeignChild> {
    using type = policy<ignore<&policies::ForeignChild::pin>>;
};

namespace policies {

TEST_CASE("a derived type inherits the rules of its base except the table") {
    FACT(under<Silent, yore::redact> == set<Silent>{yore::fields<&Base::secret>});
    FACT(detail::label_of<Silent>(2) == "Remark");
    FACT(detail::reason_is_required<Silent>);
    FACT(detail::table_name<Silent> == "silent");
    FACT(detail::table_name<Base> == "base");
    FACT(under<Listed, yore::redact> == set<Listed>{yore::fields<&Base::secret>});
    FACT(detail::table_name<Listed> == "listed");
}

TEST_CASE("rules of its own come on top of those of the base, and first") {
    FACT(under<Talking, yore::redact> == set<Talking>{yore::fields<&Base::secret>});
    FACT(under<Talking, yore::ignore> == set<Talking>{yore::fields<&Talking::more>});
    FACT(detail::label_of<Talking>(2) == "Own words");
    FACT(detail::table_name<Talking> == "talking");
    FACT(detail::reason_is_required<Talking>);
}

TEST_CASE("rules are inherited over several steps and from several bases") {
    FACT(under<Grandchild, yore::redact> == set<Grandchild>{yore::fields<&Base::secret>});
    FACT(std::is_same_v<yore::key_of<Grandchild>, std::string>);
    FACT(detail::table_name<Grandchild> == "grandchild");
    FACT(under<TwoBases, yore::redact> == set<TwoBases>{yore::fields<&Base::secret, &Side::token>});
    FACT(under<TwoBases, yore::untracked> == set<TwoBases>{yore::fields<&Silent::more>});
    FACT(detail::table_name<TwoBases> == "two_bases");
}

TEST_CASE("a base without fields gives its rules too") {
    FACT(detail::reason_is_required<Kept>);
    FACT(detail::table_name<Kept> == "kept");
    FACT(detail::reason_is_required<StrictChild>);
    FACT(detail::wants_full_rows<StrictChild>);
    FACT(detail::label_of<StrictChild>(1) == "Name");
    FACT(detail::table_name<StrictChild> == "strict_child");
}

TEST_CASE("the rules of a nearer base come first") { FACT(detail::label_of<Later>(2) == "Own words"); }

TEST_CASE("what is said beside a type holds even where it inherits a policy") {
    FACT(under<ForeignChild, yore::ignore> == set<ForeignChild>{yore::fields<&ForeignChild::pin>});
    FACT(under<ForeignChild, yore::redact> == set<ForeignChild>{yore::fields<&Base::secret>});
}

// ---- keys

struct Described : Base {
    std::string name{};
};
BOOST_DESCRIBE_STRUCT(Described, (Base), (name))

class Hidden {
public:
    Hidden() = default;
    explicit Hidden(int id) : id_(id) {}
    using audit_policy_key = int;

private:
    int id_ = 0;
    BOOST_DESCRIBE_CLASS(Hidden, (), (), (), (id_))

public:
    using audit_policy = yore::policy<yore::key<&Hidden::id_>>;
};

TEST_CASE("an inherited field named id is the key") {
    FACT(std::is_same_v<yore::key_of<Described>, std::int64_t>);
    FACT(detail::key_fields<Described> == set<Described>{yore::fields<&Base::id>});
}

TEST_CASE("a private field can be the key") {
    FACT(std::is_same_v<yore::key_of<Hidden>, int>);
    const Hidden hidden(7);
    CHECK(detail::key_from(hidden) == 7);
}

TEST_CASE("a model with a usable key is no mistake") {
    FACT(detail::require_model<Everything>::value);
    FACT(detail::require_model<Nothing>::value);
    FACT(detail::require_model<Foreign>::value);
    FACT(detail::require_model<Box<int>>::value);
}

} // namespace policies
