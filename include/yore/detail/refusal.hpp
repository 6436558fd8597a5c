// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_REFUSAL_HPP
#define YORE_DETAIL_REFUSAL_HPP

namespace yore::detail {

/// Why no engine opens a type.
enum class refusal {
    none,
    not_a_class,
    is_union,
    inherited_list,
    data_bearing_base,
    not_described,
    too_many_fields,
    c_array,
    bit_field,
    reference,
    const_member,
    volatile_member,
    union_member,
    unnamed_member,
    same_name,
    incomplete_list
};

} // namespace yore::detail

#endif
