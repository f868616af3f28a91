/**
 * Files and folders with restricted permissions.
 */
@NullMarked
package io.github.tidbspring.devserver.file;

import org.jspecify.annotations.NullMarked;
