SELECT `id`, `title`, `body`, `meta`, VEC_NEGATIVE_INNER_PRODUCT(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
FROM `article`
WHERE `id` > 7
HAVING `_distance` >= -3.4028234663852886e38 AND `_distance` <= -0.5
ORDER BY `_distance`, `id` LIMIT 3
