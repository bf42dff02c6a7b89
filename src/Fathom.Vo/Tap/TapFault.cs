using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tables.VoTable;

namespace Fathom.Vo.Tap;

/// <summary>Why a query is not answered, as clients read it.</summary>
public static class TapFault
{
    /// <summary>A VOTable with QUERY_STATUS=ERROR (DALI 1.1, section 4.2).</summary>
    public static byte[] Document(string message)
    {
        var buffer = new OutputBuffer();
        VoTableMarkup.AddError(buffer, "1.4", message);
        return buffer.Written.ToArray();
    }
}
