SELECT `id`, VEC_L2_DISTANCE(`picture`, '[1.0,0.5]') AS `_distance`
FROM `media`
ORDER BY `_distance` LIMIT 10
