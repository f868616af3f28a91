SELECT `title`, `id`, `_distance`
FROM (
  SELECT `title`, `id`, `meta`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 50
) AS `candidates`
WHERE CASE WHEN COALESCE(JSON_TYPE(JSON_EXTRACT(`meta`, '$.lang')), 'NULL') <> 'NULL' THEN COALESCE(CASE WHEN JSON_TYPE(JSON_EXTRACT(`meta`, '$.lang')) = 'STRING' THEN CAST(JSON_UNQUOTE(JSON_EXTRACT(`meta`, '$.lang')) AS BINARY) END = 'en', FALSE) END AND `id` > 7 AND `_distance` IS NOT NULL
ORDER BY `_distance`, `id` LIMIT 5
