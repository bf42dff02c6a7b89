namespace Fathom.Production.Monitor;

/// <summary>The columns of up to <see cref="JobTable.ChunkRows"/> jobs: 66 bytes a job. Looked at and changed under <see cref="Gate"/>.</summary>
internal sealed class JobChunk
{
    /// <summary>Stands for a run or section that is none, and sorts before all.</summary>
    public const int NoNumber = -1;

    /// <summary>Stands for the state of an attempt where there was none.</summary>
    public const byte NoAttempt = byte.MaxValue;

    public readonly Lock Gate = new();
    public readonly byte[] State = new byte[JobTable.ChunkRows];
    public readonly byte[] AttemptState = new byte[JobTable.ChunkRows];
    public readonly ushort[] Minor = new ushort[JobTable.ChunkRows];
    public readonly ushort[] Cause = new ushort[JobTable.ChunkRows];
    public readonly ushort[] Site = new ushort[JobTable.ChunkRows];
    public readonly ushort[] Owner = new ushort[JobTable.ChunkRows];
    public readonly ushort[] Attempt = new ushort[JobTable.ChunkRows];
    public readonly ushort[] PayloadFailures = new ushort[JobTable.ChunkRows];
    public readonly ushort[] InfrastructureLosses = new ushort[JobTable.ChunkRows];
    public readonly short[] Priority = new short[JobTable.ChunkRows];
    public readonly int[] Transformation = new int[JobTable.ChunkRows];
    public readonly int[] Run = new int[JobTable.ChunkRows];
    public readonly int[] Section = new int[JobTable.ChunkRows];
    public readonly int[] Application = new int[JobTable.ChunkRows];
    public readonly int[] Host = new int[JobTable.ChunkRows];
    public readonly uint[] FirstInput = new uint[JobTable.ChunkRows];
    public readonly long[] Created = new long[JobTable.ChunkRows];
    public readonly long[] Updated = new long[JobTable.ChunkRows];
    public readonly long[] LastEvent = new long[JobTable.ChunkRows];

    /// <summary>Rows in use.</summary>
    public int Count;

    /// <summary>Bounds of the columns of numbers: nothing in the chunk is outside; they only widen.</summary>
    public ValueBounds RunBounds = ValueBounds.None, SectionBounds = ValueBounds.None, AttemptBounds = ValueBounds.None,
        PayloadFailuresBounds = ValueBounds.None, InfrastructureLossesBounds = ValueBounds.None, PriorityBounds = ValueBounds.None,
        CreatedBounds = ValueBounds.None, UpdatedBounds = ValueBounds.None, LastEventBounds = ValueBounds.None;

    /// <summary>What few jobs have: long texts and further inputs, by row.</summary>
    public readonly Dictionary<int, RareFacts> Rare = [];
}

/// <summary>What few jobs have.</summary>
/// <param name="CauseDetail">Message of the cause.</param>
/// <param name="LostHosts">The different hosts that lost it, one a line.</param>
/// <param name="Inputs">All inputs where there is more than one; else empty.</param>
internal sealed record RareFacts(string CauseDetail, string LostHosts, long[] Inputs)
{
    public static RareFacts None { get; } = new("", "", []);

    public bool IsEmpty => CauseDetail.Length == 0 && LostHosts.Length == 0 && Inputs.Length == 0;
}
