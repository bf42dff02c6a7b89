using Fathom.Root.Columns;

namespace Fathom.Events.Telescope.Km3Net.Online;

/// <content>Modules of a timeslice.</content>
public sealed partial class OnlineFile
{
    /// <summary>Records where the vector stands whole, a list per member where it is split.</summary>
    private DaqModuleFrame[] ModuleFrames(RootColumn column)
    {
        var frames = new DaqColumns(_path, column);
        var split = column is RecordColumn;
        var modules = Numbers<int>(frames, "id", split);
        var daq = Numbers<int>(frames, "daq", split);
        var status = Numbers<int>(frames, "status", split);
        var fifo = Numbers<int>(frames, "fifo", split);
        var buffer = split ? (ListColumn)frames.List("buffer").Items : frames.List("buffer");
        var hits = new DaqColumns(_path, buffer.Items);
        var channel = hits.Numbers<byte>("pmt");
        var tdc = hits.Numbers<uint>("tdc");
        var tot = hits.Numbers<byte>("tot");
        var read = new DaqModuleFrame[modules.Length];
        for (var i = 0; i < read.Length; i++)
        {
            var mine = buffer.Offsets[i]..buffer.Offsets[i + 1];
            read[i] = new DaqModuleFrame(modules[i], daq[i], status[i], fifo[i], channel[mine].ToArray(), tdc[mine].ToArray(), tot[mine].ToArray());
        }

        return read;
    }

    private ReadOnlySpan<T> Numbers<T>(DaqColumns frames, string name, bool split) where T : unmanaged => !split
        ? frames.Numbers<T>(name)
        : frames.List(name).Items is NumberColumn<T> numbers ? numbers.Values
        : throw new TelescopeFileException("TelescopeFileWrongTier", _path, $"member {name}", $"expected numbers of {typeof(T).Name}");
}
