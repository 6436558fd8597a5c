# SPDX-License-Identifier: BSL-1.0
include(CMakePackageConfigHelpers)

set(config_dir ${CMAKE_INSTALL_DATAROOTDIR}/cmake/yore)

install(DIRECTORY include/yore DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# One export set and one dependency per component: the package asks only for what the user asks for.
get_property(components GLOBAL PROPERTY YORE_COMPONENTS)
foreach(component IN LISTS components)
  get_property(dependency GLOBAL PROPERTY YORE_DEPENDENCY_OF_${component})
  list(GET dependency 0 package)
  list(GET dependency 1 version)
  set(base "")
  list(LENGTH dependency parts)
  if(parts GREATER 2)
    list(GET dependency 2 base)
  endif()
  configure_file(cmake/component.cmake.in ${PROJECT_BINARY_DIR}/cmake/yore-${component}.cmake @ONLY)

  if(component STREQUAL "yore")
    install(TARGETS yore EXPORT yore-${component})
  else()
    install(TARGETS yore_${component} EXPORT yore-${component})
  endif()
  install(EXPORT yore-${component} NAMESPACE yore:: DESTINATION ${config_dir} FILE yore-${component}-targets.cmake)
  install(FILES ${PROJECT_BINARY_DIR}/cmake/yore-${component}.cmake DESTINATION ${config_dir})
endforeach()

configure_package_config_file(cmake/yoreConfig.cmake.in ${PROJECT_BINARY_DIR}/cmake/yoreConfig.cmake
  INSTALL_DESTINATION ${config_dir}
  NO_SET_AND_CHECK_MACRO
)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cmake/yoreConfigVersion.cmake
  COMPATIBILITY SameMinorVersion
  ARCH_INDEPENDENT
)
install(
  FILES ${PROJECT_BINARY_DIR}/cmake/yoreConfig.cmake ${PROJECT_BINARY_DIR}/cmake/yoreConfigVersion.cmake
  DESTINATION ${config_dir}
)
