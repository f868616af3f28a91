SELECT `id`, `title`, `body`, `meta`, `_distance`
FROM (
  SELECT `id`, `title`, `body`, `meta`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 200
) AS `candidates`
WHERE `title` = 'x'
  AND NOT (`id` IN (7)) AND `_distance` >= 0.249999 AND `_distance` <= 0.5
ORDER BY `_distance`, `id` LIMIT 10
