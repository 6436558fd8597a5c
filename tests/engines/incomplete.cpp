// SPDX-License-Identifier: BSL-1.0
/// Types of the library that are named before the model is complete.
#include "engine.hpp"

#include <yore/diff.hpp>
#include <yore/merge.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>

namespace engines {

struct Later;

using set_of_later = yore::field_set<Later>;
yore::field_set<Later> fields_of(const yore::changes<Later>& c);
struct Holder {
    yore::changes<Later>* changes = nullptr;
    yore::field_set<Later> (*function)(const yore::apply_result<Later>&) = nullptr;
    std::shared_ptr<yore::merge_result<Later>> merged;
};

struct Later {
    std::int64_t id;
    std::string name;
    LISTED(&Later::id, &Later::name)
};
DESCRIBED(Later, (), (id, name))

yore::field_set<Later> fields_of(const yore::changes<Later>& c) { return c.fields(); }

/// A model that names the library's types of itself.
struct Node {
    std::int64_t id = 0;
    std::string name{};
    std::shared_ptr<yore::changes<Node>> last{};
    LISTED(&Node::id, &Node::name)
#if !defined(YORE_TEST_MEMBERS)
    using audit_policy = yore::policy<yore::ignore<&Node::last>>;
#else
    explicit Node(std::int64_t i = 0) : id(i) {} // so that the list is believed without `last`
#endif
};
DESCRIBED(Node, (), (id, name, last))

TEST_CASE("a type is the same one when it was named while the model was incomplete") {
    FACT(std::is_same_v<set_of_later, yore::field_set<Later>>);
    FACT(std::is_same_v<decltype(Holder::changes), yore::changes<Later>*>);
    FACT(yore::field_set<Later>::all().size() == 2);
    const Later a{1, "a"}, b{1, "b"};
    CHECK(fields_of(yore::diff(a, b)) == set_of_later{yore::fields<&Later::name>});

    auto c = yore::diff(a, b);
    Holder holder;
    holder.changes = &c;
    CHECK(holder.changes->contains<&Later::name>());
}

TEST_CASE("a model may keep its own changes") {
    Node a, b;
    a.id = b.id = 1;
    b.name = "b";
    b.last = std::make_shared<yore::changes<Node>>(yore::diff(a, b));
    CHECK(b.last->size() == 1);
    CHECK(b.last->get<&Node::name>()->after == "b");
}

} // namespace engines
