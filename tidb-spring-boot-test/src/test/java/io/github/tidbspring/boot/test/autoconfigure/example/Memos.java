package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.boot.data.TiDBSearchExecutor;

import org.springframework.data.repository.CrudRepository;

/**
 * A repository of Spring Data JDBC with searches.
 */
interface Memos extends CrudRepository<Memo, Long>, TiDBSearchExecutor<Memo> {

}
