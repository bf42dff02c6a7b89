using Fathom.Vo.Queries;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Tests.Queries;

/// <summary>Seven events, with gaps, and their runs.</summary>
internal static class Sample
{
    public static readonly TableDescription Events = new("nu", "Events",
    [
        new("ID", VoType.Char) { ArraySize = "*", Ucd = "meta.id;meta.main" },
        new("ra", VoType.Double) { Unit = "deg", Ucd = "pos.eq.ra;meta.main" },
        new("dec", VoType.Double) { Unit = "deg", Ucd = "pos.eq.dec;meta.main" },
        new("nhit", VoType.Int),
        new("beta", VoType.Float) { Unit = "deg" },
        new("mjd", VoType.Double) { Unit = "d" },
        new("good", VoType.Boolean),
        new("seen", VoType.Char) { ArraySize = "*", Xtype = "timestamp" },
        new("size", VoType.Short) { Unit = "m" },
    ]);

    public static readonly TableDescription Runs = new("nu", "runs", [new("run", VoType.Long), new("nhit", VoType.Int), new("label", VoType.Char) { ArraySize = "*" }]);

    public static MemoryTable EventRows { get; } = new(Events,
    [
        new string?[] { "A1", "A2", "B3", "B4", null, "C_6", "%7" },
        new double[] { 10, 10.5, 359.9, 0.1, 180, 266, double.NaN },
        new double[] { 0, 0.5, -0.1, 0.1, 89.9, -29, 10 },
        new int[] { 48, 35, 33, 64, 0, 35, 35 },
        new float[] { 0.3f, 0.3f, 0.5f, 0.5f, 1.5f, float.NaN, 2 },
        new double[] { 55592.169, 57258.5917, 55756.7405, 54500.0934, 55000, 55000, 58000 },
        new bool[] { true, false, true, true, false, false, true },
        new string?[] { "2011-01-31T04:03:21", "2015-08-24", null, "2008-02-04T02:14:29.760", "2009-06-18T00:00:00", "2009-06-18", "2017-09-04" },
        new short[] { 1, 2, 3, 4, 5, 6, 7 },
    ],
    [null, null, null, [false, false, false, false, true, false, false], null, null, null, null, null]);

    public static MemoryTable RunRows { get; } = new(Runs,
    [
        new long[] { 1, 2, 3, 4 },
        new int[] { 48, 35, 35, 7 },
        new string?[] { "first", "second", "third", null },
    ]);

    public static TableCatalog Catalog { get; } = new([new QueryTable(Events) { Columns = EventRows }, new QueryTable(Runs) { Columns = RunRows }]);
}
