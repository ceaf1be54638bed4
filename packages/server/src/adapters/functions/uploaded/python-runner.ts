/**
 * The program that runs a Python handler, handed to `python3 -c`: it speaks the same lines over descriptor 3 as our
 * runner for JavaScript. For Python 3.6 and later. Source: Lambda developer guide, "Python context object", "Python exceptions".
 */
export const pythonRunner = `
import sys, os, json, socket, threading, time
settings = json.loads(sys.argv[1])
root = settings["load"]["root"]
sys.argv = [""]
sys.path[0] = root
channel = socket.socket(fileno=3)
os.set_inheritable(3, False)
parent = os.getppid()
NL = chr(10)
sending = threading.Lock()

def send(answer):
    with sending:
        channel.sendall((json.dumps(answer) + NL).encode())

def end_group():
    os.killpg(os.getpgrp(), 9)

def watch():
    while True:
        time.sleep(0.5)
        if os.getppid() != parent:
            end_group()

threading.Thread(target=watch, daemon=True).start()

class Fault(Exception):
    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind

def described(error, request_id):
    import traceback
    kind = getattr(error, "kind", None) if isinstance(error, Fault) else type(error).__name__
    trace = [] if isinstance(error, Fault) else [
        frame for frame in traceback.extract_tb(error.__traceback__, limit=60)
        if frame.filename != "<string>" and not frame.filename.startswith("<frozen importlib")
    ]
    return {
        "errorMessage": str(error),
        "errorType": kind,
        "requestId": request_id,
        "stackTrace": traceback.format_list(trace)[:50],
    }

def load(handler):
    import importlib
    name, _, function = handler.rpartition(".")
    if not name or not function:
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % handler)
    name = name.replace("/", ".")
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (name, error))
    except SyntaxError as error:
        raise Fault("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (name, error))
    found = getattr(module, function, None)
    if not callable(found):
        raise Fault("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function, name))
    return found

class Record:
    def __init__(self, **members):
        self.__dict__.update(members)
    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self.__dict__)

class ClientContext(Record): pass
class Client(Record): pass
class CognitoIdentity(Record): pass

class LambdaContext(Record):
    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline - time.time() * 1000))
    def log(self, message):
        sys.stdout.write(str(message))

def client_context(encoded):
    if not encoded:
        return None
    import base64
    sent = json.loads(base64.b64decode(encoded).decode())
    client = sent.get("client") or None
    names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")
    return ClientContext(
        custom=sent.get("custom"),
        env=sent.get("env"),
        client=client and Client(**{name: client.get(name) for name in names}),
    )

def context_of(request):
    environ = os.environ
    return LambdaContext(
        aws_request_id=request["requestId"],
        function_name=environ.get("AWS_LAMBDA_FUNCTION_NAME"),
        function_version="$LATEST",
        memory_limit_in_mb=str(settings["memoryMb"]),
        invoked_function_arn=request["arn"],
        log_group_name=environ.get("AWS_LAMBDA_LOG_GROUP_NAME"),
        log_stream_name=environ.get("AWS_LAMBDA_LOG_STREAM_NAME"),
        identity=CognitoIdentity(cognito_identity_id=None, cognito_identity_pool_id=None),
        client_context=client_context(request["clientContext"]),
        tenant_id=None,
        _deadline=request["deadline"],
    )

def plain(value):
    import decimal
    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)

def serialised(result):
    try:
        payload = json.dumps(result, default=plain, ensure_ascii=False, allow_nan=False)
        return payload, len(payload.encode())
    except UnicodeEncodeError:
        payload = json.dumps(result, default=plain, allow_nan=False)
        return payload, len(payload)
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % error)

def set_up_logging():
    import logging
    class RequestId(logging.Filter):
        def filter(self, record):
            record.aws_request_id = current["id"]
            return True
    to = logging.StreamHandler(sys.stdout)
    form = "[%(levelname)s]" + chr(9) + "%(asctime)s.%(msecs)dZ" + chr(9) + "%(aws_request_id)s" + chr(9) + "%(message)s"
    logging.Formatter.converter = time.gmtime
    to.setFormatter(logging.Formatter(form, "%Y-%m-%dT%H:%M:%S"))
    to.addFilter(RequestId())
    logging.getLogger().addHandler(to)

def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass

def tell(error):
    print("[ERROR] %s: %s" % (error["errorType"], error["errorMessage"]))
    if error["stackTrace"]:
        print("Traceback (most recent call last):" + NL + "".join(error["stackTrace"]))

def print_mark(mark):
    flush()
    for descriptor in (1, 2):
        try:
            os.write(descriptor, (NL + mark + NL).encode())
        except OSError:
            pass

def answer(handler, request):
    try:
        payload, size = serialised(handler(json.loads(request["event"]), context_of(request)))
        if size > settings["payloadBytes"]:
            outcome = {"kind": "too-large", "id": request["id"], "bytes": size}
        else:
            outcome = {"kind": "result", "id": request["id"], "payload": payload}
    except Exception as error:
        failure = described(error, request["requestId"])
        try:
            tell(failure)
        except Exception:
            pass
        outcome = {"kind": "error", "id": request["id"], "error": failure}
    flush()
    if request.get("mark"):
        print_mark(request["mark"])
    send(outcome)

current = {"id": ""}
try:
    set_up_logging()
    handler = load(settings["load"]["handler"])
except Exception as error:
    failure = described(error, "")
    tell(failure)
    flush()
    send({"kind": "broken", "error": failure})
    os._exit(1)
send({"kind": "ready"})
try:
    with channel.makefile("rb") as lines:
        for line in lines:
            request = json.loads(line)
            current["id"] = request["requestId"]
            answer(handler, request)
except SystemExit as ending:
    flush()
    code = ending.code
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)
end_group()
`;
