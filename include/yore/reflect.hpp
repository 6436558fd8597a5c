// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_REFLECT_HPP
#define YORE_REFLECT_HPP

/// What a struct consists of: `auditable`, `field_count`, `field_names`, `field_index`, `for_each_field`, `field_set`,
/// `fields`, `type_name`. The engines are in `yore/reflect/`, the seam between them and the rest in
/// `detail/reflected.hpp`.
#include <yore/detail/field.hpp>
#include <yore/field_set.hpp>
#include <yore/policy.hpp> // labels

#endif
