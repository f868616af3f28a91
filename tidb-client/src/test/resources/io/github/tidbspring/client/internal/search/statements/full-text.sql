SELECT `id`, `title`, `body`, `meta`, FTS_MATCH_WORD('the "port" isn''t   open?', `body`) AS `_score`
FROM `article`
WHERE FTS_MATCH_WORD('the "port" isn''t   open?', `body`)
ORDER BY `_score` DESC LIMIT 10
