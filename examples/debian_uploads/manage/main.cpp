// SPDX-License-Identifier: BSL-1.0
// The commands of the other program's file: `yore_example_debian_uploads_manage --database sqlite:uploads.db log redis`.
#include "../model.hpp"

#include <yore/manage.hpp>

int main(int c, char** v) { return yore::manage<SourcePackage>(c, v); }
