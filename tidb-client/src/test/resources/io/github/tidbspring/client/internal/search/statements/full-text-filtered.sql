SELECT `id`, `title`, `body`, `meta`, FTS_MATCH_WORD('port', `body`) AS `_score`
FROM `article`
WHERE FTS_MATCH_WORD('port', `body`) AND CASE WHEN COALESCE(JSON_TYPE(JSON_EXTRACT(`meta`, '$.lang')), 'NULL') <> 'NULL' THEN COALESCE(CASE WHEN JSON_TYPE(JSON_EXTRACT(`meta`, '$.lang')) = 'STRING' THEN CAST(JSON_UNQUOTE(JSON_EXTRACT(`meta`, '$.lang')) AS BINARY) END = 'en', FALSE) END
ORDER BY `_score` DESC LIMIT 10
