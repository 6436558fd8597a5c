// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_SEPARATE_CORE_HPP
#define YORE_SEPARATE_CORE_HPP

/// `yore/yore.hpp`, and where YORE_SEPARATE_COMPILATION is defined, what of it and of pages depends on no model: one
/// source file of a program includes this, or one of the others in this folder.
#include <yore/yore.hpp>

#if defined(YORE_SEPARATE_COMPILATION)
#include <yore/detail/html/write_entity.hpp>
#include <yore/detail/html/write_models.hpp>
#include <yore/detail/memory/store.hpp>

namespace yore::memory {

template class basic_store<>;
// For both widths that `table_width` gives.
template detail::model_table& basic_store<>::open(const detail::model&, detail::width<1>);
#if YORE_MAX_FIELDS + 4 > 64
template detail::model_table& basic_store<>::open(
    const detail::model&, detail::width<detail::table_width(YORE_MAX_FIELDS + 4)>);
#endif

} // namespace yore::memory
#endif

#endif
