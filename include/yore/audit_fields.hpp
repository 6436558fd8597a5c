// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_AUDIT_FIELDS_HPP
#define YORE_AUDIT_FIELDS_HPP

#include <yore/detail/audit_fields.hpp>
#include <yore/timestamp.hpp>

#include <optional>
#include <string>

namespace yore {

/// The four audit fields as a member: `yore::AuditFields audit;`. The history stamps them; what a caller writes there
/// is overwritten. Times are UTC in microseconds. `User` is `std::string` (the actor's id), `yore::actor`, or a type
/// whose `value_traits` read the actor's id.
template <class User> struct BasicAuditFields {
    timestamp created_on{};            ///< when the entity was created
    timestamp modified_on{};           ///< when it was last changed
    std::optional<User> created_by{};  ///< who created it; nothing when nobody was named
    std::optional<User> modified_by{}; ///< who was last named as changing it
};

/// The same four as a base class.
template <class User> struct BasicAuditModel {
    timestamp created_on{};            ///< when the entity was created
    timestamp modified_on{};           ///< when it was last changed
    std::optional<User> created_by{};  ///< who created it; nothing when nobody was named
    std::optional<User> modified_by{}; ///< who was last named as changing it
};

using AuditFields = BasicAuditFields<std::string>;
using AuditModel = BasicAuditModel<std::string>;

namespace detail {

template <class User> struct own_list<BasicAuditFields<User>> {
    using type = members<&BasicAuditFields<User>::created_on, &BasicAuditFields<User>::modified_on,
        &BasicAuditFields<User>::created_by, &BasicAuditFields<User>::modified_by>;
};

template <class User> struct own_list<BasicAuditModel<User>> {
    using type = members<&BasicAuditModel<User>::created_on, &BasicAuditModel<User>::modified_on,
        &BasicAuditModel<User>::created_by, &BasicAuditModel<User>::modified_by>;
};

} // namespace detail
} // namespace yore

#endif
