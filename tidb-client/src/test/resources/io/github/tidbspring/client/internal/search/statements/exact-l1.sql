SELECT `id`, `title`, `body`, `meta`, VEC_L1_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
FROM `article`
ORDER BY `_distance`, `id` LIMIT 3
