// SPDX-License-Identifier: BSL-1.0
// expect: yore: this type has a base with data that nobody described; use BOOST_DESCRIBE_STRUCT on the type and on the base (in their namespaces), or list the members of both in audit_members
// unless: __cpp_impl_reflection
#include <boost/describe.hpp>

#include <yore/audit_fields.hpp>
#include <yore/diff.hpp>

#include <cstdint>
#include <string>

namespace museum {
struct Machine : yore::AuditModel {
    std::int64_t id;
    std::string name;
};
#ifndef YORE_BAD
BOOST_DESCRIBE_STRUCT(Machine, (yore::AuditModel), (id, name))
#endif
} // namespace museum

#ifdef YORE_BAD
BOOST_DESCRIBE_STRUCT(museum::Machine, (yore::AuditModel), (id, name))
#endif

using museum::Machine;

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
