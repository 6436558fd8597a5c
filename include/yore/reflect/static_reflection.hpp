// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_REFLECT_STATIC_REFLECTION_HPP
#define YORE_REFLECT_STATIC_REFLECTION_HPP

#include <yore/reflect/members.hpp>

#endif
