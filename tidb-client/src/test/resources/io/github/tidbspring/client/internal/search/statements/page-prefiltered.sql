SELECT `id`, `title`, `body`, `meta`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
FROM `article`
WHERE `title` = 'x'
  AND NOT (`id` IN (7))
HAVING `_distance` >= 0.249999
ORDER BY `_distance`, `id` LIMIT 10
